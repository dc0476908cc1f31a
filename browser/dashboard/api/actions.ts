import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RouteName } from '../../../wire/api/routes.ts';
import { type AnswerOf, ApiError, type Call, call } from './client.ts';

/** For what changes more than one can name: `refresh: EVERYTHING`. */
export const EVERYTHING = [[]] as const;

interface Wishes<N extends RouteName> {
  /** Said in a corner when it worked. */
  readonly done?: string | ((answer: AnswerOf<N>) => string);
  /** Query keys that are out of date afterwards. */
  readonly refresh?: readonly (readonly unknown[])[];
  readonly after?: (answer: AnswerOf<N>, input: Call<N>) => void;
  /** The form shows the error itself. */
  readonly quiet?: boolean;
}

/** A write: calls the route, says how it went, and refreshes what it changed. */
export function useAction<N extends RouteName>(route: N, wishes: Wishes<N> = {}) {
  const client = useQueryClient();
  return useMutation<AnswerOf<N>, ApiError, Call<N>>({
    mutationFn: (input) => call(route, input),
    onSuccess: (answer, input) => {
      for (const queryKey of wishes.refresh ?? []) void client.invalidateQueries({ queryKey });
      const done = typeof wishes.done === 'function' ? wishes.done(answer) : wishes.done;
      if (done) say(done);
      wishes.after?.(answer, input);
    },
    onError: (error) => {
      if (!wishes.quiet) sayProblem(error);
    },
  });
}

const DISMISS = { 'aria-label': 'Dismiss' };

export function say(message: string): void {
  notifications.show({ message, color: 'pine', withBorder: true, autoClose: 4000, closeButtonProps: DISMISS });
}

export function sayProblem(error: unknown): void {
  const message =
    error instanceof ApiError ? error.message : 'Something went wrong in the dashboard. Reload the page and try again.';
  notifications.show({
    title: 'That did not work',
    message,
    color: 'ember',
    withBorder: true,
    autoClose: 9000,
    closeButtonProps: DISMISS,
  });
}
