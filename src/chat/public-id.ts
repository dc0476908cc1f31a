/** Something of a workspace as a browser names it. */
export interface Named {
  readonly workspaceId: string;
  readonly id: string;
}

/** Workspace and id in one word of 64 letters, so that a request that names nothing else finds its way. It proves nothing. */
export function publicId(workspaceId: string, id: string): string {
  return `${workspaceId}${id}`.replaceAll('-', '');
}

/** What `publicId` wrote, or null for anything else. */
export function fromPublicId(text: string): Named | null {
  if (!/^[0-9a-f]{64}$/.test(text)) return null;
  return { workspaceId: dashed(text.slice(0, 32)), id: dashed(text.slice(32)) };
}

function dashed(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
