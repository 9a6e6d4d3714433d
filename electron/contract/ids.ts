import { z } from 'zod';

const id = z.int().positive();

export const projectIdSchema = id.brand<'ProjectId'>();
export const sectionIdSchema = id.brand<'SectionId'>();
export const chunkIdSchema = id.brand<'ChunkId'>();
export const predictionIdSchema = id.brand<'PredictionId'>();
export const takeIdSchema = id.brand<'TakeId'>();
export const voiceIdSchema = id.brand<'VoiceId'>();
export const exportIdSchema = id.brand<'ExportId'>();

/** Row ids, branded so that one cannot be passed for another. */
export type ProjectId = z.infer<typeof projectIdSchema>;
export type SectionId = z.infer<typeof sectionIdSchema>;
export type ChunkId = z.infer<typeof chunkIdSchema>;
export type PredictionId = z.infer<typeof predictionIdSchema>;
export type TakeId = z.infer<typeof takeIdSchema>;
export type VoiceId = z.infer<typeof voiceIdSchema>;
export type ExportId = z.infer<typeof exportIdSchema>;
