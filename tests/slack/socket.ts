import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Team } from './state.ts';

interface Envelope {
  readonly envelope_id: string;
  readonly type: 'events_api' | 'interactive' | 'slash_commands';
  readonly payload: object;
  retry_attempt: number;
}

/** The side of socket mode that Slack has: tickets, envelopes until they are acknowledged, and disconnects when it likes to. */
export function openSockets(server: Server) {
  const tickets = new Map<string, Team>();
  const open = new Map<Team, Set<WebSocket>>();
  const waiting = new Map<Team, Envelope[]>();
  const acks: { readonly envelope: string; readonly payload: unknown }[] = [];
  const wss = new WebSocketServer({ noServer: true });

  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '/', 'http://x').searchParams.get('ticket') ?? '';
    const team = tickets.get(ticket);
    if (!team) {
      socket.destroy();
      return;
    }
    tickets.delete(ticket);
    wss.handleUpgrade(request, socket, head, (ws) => connected(team, ws));
  });

  function connected(team: Team, ws: WebSocket): void {
    const all = open.get(team) ?? new Set<WebSocket>();
    open.set(team, all.add(ws));
    ws.on('close', () => all.delete(ws));
    ws.on('message', (data) => {
      const said = JSON.parse(String(data)) as { envelope_id: string; payload?: unknown };
      acks.push({ envelope: said.envelope_id, payload: said.payload });
      waiting.set(
        team,
        (waiting.get(team) ?? []).filter((one) => one.envelope_id !== said.envelope_id),
      );
    });
    ws.send(JSON.stringify({ type: 'hello', num_connections: all.size, connection_info: { app_id: 'A1' } }));
    for (const envelope of waiting.get(team) ?? [])
      transmit(ws, { ...envelope, retry_attempt: envelope.retry_attempt + 1 });
  }

  function transmit(ws: WebSocket, envelope: Envelope): void {
    ws.send(
      JSON.stringify({ accepts_response_payload: envelope.type !== 'events_api', retry_reason: '', ...envelope }),
    );
  }

  return {
    acks,
    ticketFor: (team: Team, url: string) => {
      const ticket = randomUUID();
      tickets.set(ticket, team);
      return `${url.replace('http', 'ws')}/link?ticket=${ticket}`;
    },
    count: (team: Team) => open.get(team)?.size ?? 0,
    /** Sends to one open connection, or keeps it until there is one. Not acknowledged, it comes again with the next. */
    send: (team: Team, type: Envelope['type'], payload: object): string => {
      const envelope: Envelope = { envelope_id: randomUUID(), type, payload, retry_attempt: 0 };
      waiting.set(team, [...(waiting.get(team) ?? []), envelope]);
      const [ws] = open.get(team) ?? [];
      if (ws) transmit(ws, envelope);
      return envelope.envelope_id;
    },
    unacknowledged: (team: Team) => (waiting.get(team) ?? []).length,
    /** As Slack does every few hours. */
    refresh: (team: Team) => {
      for (const ws of open.get(team) ?? [])
        ws.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    /** Without a word, as networks do. */
    drop: (team: Team) => {
      for (const ws of open.get(team) ?? []) ws.terminate();
    },
    close: () => {
      for (const ws of wss.clients) ws.terminate();
      wss.close();
    },
  };
}
