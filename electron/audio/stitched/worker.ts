import { Formats } from '../formats/formats.ts';
import { serveStitched } from './serve-stitched.ts';

serveStitched(new Formats());
