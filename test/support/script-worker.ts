import { allFormats, Formats } from '../../electron/audio/formats/formats.ts';
import { serveStitched } from '../../electron/audio/stitched/serve-stitched.ts';
import { script } from './script-format.ts';

serveStitched(new Formats([...allFormats, script]));
