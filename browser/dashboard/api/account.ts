import { queryOptions } from '@tanstack/react-query';
import { ApiError, fetchJson, post } from './client.ts';

/** What signing in with a password answers: in, or a second step to do first. */
export async function signInWithPassword(body: { email: string; password: string }): Promise<'in' | 'second-factor'> {
  const answer = (await post('/api/auth/sign-in/email', body)) as { twoFactorRedirect?: unknown } | null;
  return answer?.twoFactorRedirect === true ? 'second-factor' : 'in';
}

/** Six digits of the authenticator app, or one of the backup codes. */
export type CodeKind = 'totp' | 'backup-code';

/** Finishes a sign-in, or proves a new authenticator app. `trustDevice`: not asked again in this browser for 30 days. */
export async function verifyCode(kind: CodeKind, code: string, trustDevice = false): Promise<void> {
  // Backup codes are case-sensitive; people type spaces into either.
  await post(`/api/auth/two-factor/verify-${kind}`, { code: code.replace(/\s+/g, ''), trustDevice });
}

/** What an authenticator app needs, and ten codes for the day it is lost. */
export interface SecondFactor {
  readonly totpURI: string;
  readonly backupCodes: readonly string[];
}

export async function startSecondFactor(password: string): Promise<SecondFactor> {
  return (await post('/api/auth/two-factor/enable', { password })) as SecondFactor;
}

export async function endSecondFactor(password: string): Promise<void> {
  await post('/api/auth/two-factor/disable', { password });
}

/** New backup codes; the former ones are worth nothing from then on. */
export async function renewBackupCodes(password: string): Promise<readonly string[]> {
  const answer = await post('/api/auth/two-factor/generate-backup-codes', { password });
  return (answer as { backupCodes: readonly string[] }).backupCodes;
}

/** Whether the one who is signed in has a second factor. */
export const hasSecondFactor = () =>
  queryOptions({
    queryKey: ['second-factor'],
    queryFn: async ({ signal }) => {
      const session = (await fetchJson('/api/auth/get-session', signal)) as {
        user?: { twoFactorEnabled?: boolean | null };
      } | null;
      return session?.user?.twoFactorEnabled === true;
    },
  });

const WORDS: Readonly<Record<string, string>> = {
  invalid_password: 'That is not your present password.',
  invalid_code: 'That code is not right. The app shows a new one every 30 seconds.',
  invalid_backup_code: 'That is none of your unused backup codes.',
  invalid_two_factor_cookie: 'That took too long. Sign in with your password again.',
  too_many_attempts_request_new_code: 'Too many wrong codes. Sign in with your password again.',
  password_too_short: 'A password has at least 10 characters.',
};

/** What sign-in's own routes refused, in our words where theirs are terse. */
export function accountProblem(error: Error | null): string | null {
  if (!(error instanceof ApiError)) return error === null ? null : error.message;
  if (error.status === 429) return 'Too many tries. Wait a minute.';
  return WORDS[error.problem?.code ?? ''] ?? error.message;
}
