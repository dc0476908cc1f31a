import { sayProblem } from '../../api/actions.ts';
import { ApiError } from '../../api/client.ts';
import { late } from '../code/late.tsx';

export const Palette = late(() => import('./palette.tsx').then((m) => m.Palette));

/** The palette's code comes with the first idle moment; whoever is faster waits for it, and no key press is lost. */
export async function openPaletteLater(): Promise<void> {
  if (!(await Palette.fetched())) return sayCodeMissing();
  const { openPalette } = await import('./palette.tsx');
  openPalette();
}

export function sayCodeMissing(): void {
  sayProblem(new ApiError(0, null, 'The server cannot be reached, and this part of the dashboard was not loaded yet.'));
}
