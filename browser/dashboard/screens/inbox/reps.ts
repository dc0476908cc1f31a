import { useQuery } from '@tanstack/react-query';
import type { Rep } from '../../../../wire/api/conversations.ts';
import { chats } from '../../api/conversations.ts';
import { useMe } from '../../api/me.ts';

/** The one who is signed in, as somebody who answers; undefined until known, or for who never answered yet. */
export function useMyRep(): Rep | undefined {
  const { user } = useMe();
  const reps = useQuery(chats.reps()).data?.items;
  return reps?.find((rep) => rep.email?.toLowerCase() === user.email.toLowerCase());
}
