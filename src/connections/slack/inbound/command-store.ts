import { publicUrlOf, type SlackDeps } from '../deps-store.ts';
import type { SlackTeamConnection } from '../team-store.ts';

/** What `/knock` answers, to who asked: how many conversations wait, and where. */
export async function answerCommand(
  deps: SlackDeps,
  { workspaceId }: Pick<SlackTeamConnection, 'workspaceId'>,
): Promise<{ readonly response_type: 'ephemeral'; readonly text: string }> {
  const [waiting] = await deps.db.inWorkspace(workspaceId, (trx) =>
    trx.run<{ reply: number; nobody: number }>(WAITING, [workspaceId]),
  );
  const { reply = 0, nobody = 0 } = waiting ?? {};
  const words = [
    reply === 0 ? 'No lead waits for a reply.' : `${count(reply, 'lead waits', 'leads wait')} for a reply.`,
    nobody === 0 ? '' : `${count(nobody, 'open conversation is', 'open conversations are')} nobody’s yet.`,
    `<${publicUrlOf(deps)}/inbox|Open the inbox>`,
  ];
  return { response_type: 'ephemeral', text: words.filter(Boolean).join(' ') };
}

const WAITING = {
  name: 'slack_command_waiting',
  text: `select count(*) filter (where status in ('Rep Reply Needed', 'AI Discovery')) as reply,
      count(*) filter (where owner_id is null and status <> 'Rep Reply Needed') as nobody
    from conversation where workspace_id = $1 and status in ('AI Discovery', 'Rep Reply Needed', 'Rep Discovery', 'Follow Up Needed')`,
};

function count(n: number, one: string, many: string): string {
  return n === 1 ? `1 ${one}` : `${n} ${many}`;
}
