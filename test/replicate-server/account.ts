import { json, type Answer } from './answers.ts';
import { modelName, modelVersion } from './model.ts';
import type { ModelVersion } from './model-versions.ts';
import { timestamp } from './prediction.ts';

/** `GET /account`. */
export function account(): Answer {
  return json(200, {
    type: 'user',
    username: 'lectern-tester',
    name: 'Lectern Tester',
    github_url: 'https://github.com/lectern-tester',
    avatar_url: null,
  });
}

/** `GET /models/adirik/styletts2`, whose newest version is this. */
export function modelPage(api: string, latest: ModelVersion): Answer {
  return json(200, {
    url: `https://replicate.com/${modelName}`,
    owner: 'adirik',
    name: 'styletts2',
    description: 'Generates speech from text',
    visibility: 'public',
    is_official: false,
    github_url: null,
    paper_url: 'https://arxiv.org/abs/2306.07691',
    license_url: null,
    run_count: 131_000,
    cover_image_url: null,
    default_example: defaultExample(api),
    latest_version: describeVersion(latest),
  });
}

/** A version of the model with the schema of its inputs. */
export function describeVersion({ id, inputs, required, createdAt }: ModelVersion): object {
  return {
    id,
    created_at: timestamp(createdAt),
    cog_version: '0.8.6',
    openapi_schema: {
      openapi: '3.0.2',
      info: { title: 'Cog', version: '0.1.0' },
      paths: {},
      components: {
        schemas: {
          Input: { type: 'object', title: 'Input', required, properties: inputs },
          Output: { type: 'string', title: 'Output', format: 'uri' },
        },
      },
    },
  };
}

function defaultExample(api: string): object {
  const id = 'uxrrdbdbxvhdz3mcwkk6e44mmi';
  const created = Date.UTC(2023, 10, 21, 11, 20, 0);
  return {
    id,
    model: modelName,
    version: modelVersion,
    input: {
      alpha: 0.3,
      beta: 0.7,
      diffusion_steps: 10,
      embedding_scale: 1.5,
      seed: 0,
      text: 'The lamp was lit, and the story could begin.',
    },
    logs: '',
    output: 'https://replicate.delivery/pbxt/example/output.mp3',
    data_removed: false,
    error: null,
    source: 'web',
    status: 'succeeded',
    created_at: timestamp(created),
    started_at: timestamp(created + 100),
    completed_at: timestamp(created + 1_600),
    metrics: { predict_time: 1.5, total_time: 1.6 },
    urls: { get: `${api}/predictions/${id}`, cancel: `${api}/predictions/${id}/cancel` },
  };
}
