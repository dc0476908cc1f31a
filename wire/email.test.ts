import { describe, expect, it } from 'vitest';
import { EraseRequest } from './api/privacy.ts';
import { ChatEmail } from './chat.ts';

const takers = {
  'an erasure': (email: string) => EraseRequest.safeParse({ email }),
  'the chat': (email: string) => ChatEmail.safeParse({ conversation: 'c-1', secret: 's', email }),
};

describe.each(Object.entries(takers))('%s', (_, take) => {
  it.each(["o'brien@irish.example", 'sales/emea=1@acme.example', 'jörg@müller.example', '用户@例子.广告'])(
    'takes the address %s, as signals do',
    (email) => expect(take(email).success).toBe(true),
  );

  it.each(['ana', "'ana@acme.example'", 'ana@acme.example, bob@acme.example', `${'a'.repeat(300)}@acme.example`])(
    'refuses %s',
    (email) => expect(take(email).success).toBe(false),
  );
});
