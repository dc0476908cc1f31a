import type { TestProject } from 'vitest/node';
import { buildDemo } from '../../scripts/build-demo.ts';
import { buildTag } from '../../scripts/build-tag.ts';
import { buildWidget } from '../../scripts/build-widget.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** What the tag's build says of itself. */
    tagGzipBytes: number;
  }
}

/** Builds what the tests' browsers load, once and before any of them: a file built beside them could be served half written. */
export async function setup(project: TestProject): Promise<void> {
  const [{ gzipBytes }] = await Promise.all([buildTag(), buildWidget(), buildDemo()]);
  project.provide('tagGzipBytes', gzipBytes);
}
