import type { ProjectId } from '../../electron/contract/ids.ts';
import type { Section } from '../../electron/contract/project.ts';
import { openTestStudio, type TestStudio } from './test-studio.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A small manuscript with a title page, two chapters, a scene break, and a section that is suggested to be skipped. */
export const book = `# The Lamp

## One

The lamp was lit at dusk. It burned until the morning came over the water.

Nobody saw who had lit it, and nobody asked.

* * *

In the village they spoke of other things.

## Two

The second night was colder than the first, and the lamp burned lower.

## Copyright

All rights reserved by the keeper of the lamp.
`;

/** A studio on a new library that has imported {@link book}. */
export async function imported() {
  const library = temporaryFolder();
  const studio = await openTestStudio(library);
  const { project } = await studio.import(book);
  return { library, ...studio, self: studio, project };
}

/** Every chunk of a project, in reading order. */
export async function chunksOf({ client }: Pick<TestStudio, 'client'>, project: { id: ProjectId }) {
  const sections = await client.call('sections.list', { project: project.id });
  const lists = await Promise.all(sections.map(({ id }) => client.call('chunks.list', { section: id })));
  return lists.flat();
}

/** The section of a project that is called so. */
export async function sectionNamed(
  { client }: Pick<TestStudio, 'client'>,
  project: { id: ProjectId },
  title: string,
): Promise<Section> {
  const sections = await client.call('sections.list', { project: project.id });
  const found = sections.find((section) => section.title === title);
  if (found === undefined) throw new Error(`a section “${title}” expected`);
  return found;
}
