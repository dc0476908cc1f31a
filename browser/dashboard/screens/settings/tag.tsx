import { Radio, Switch, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { IdentitySecretMade, TagSettings } from '../../../../wire/api/tag.ts';
import type { ConsentMode } from '../../../../wire/api/words.ts';
import { useAction } from '../../api/actions.ts';
import { usePermit } from '../../api/me.ts';
import { queries } from '../../api/queries.ts';
import { ConfirmButton } from '../../ui/bits/confirm-button.tsx';
import { CodeBlock, CopyButton } from '../../ui/bits/copy.tsx';
import { LocalNotice } from '../../ui/bits/local-notice.tsx';
import { PermitButton, PermitNotice } from '../../ui/bits/permit-button.tsx';
import { Bones, ErrorPanel } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { until, useNow } from '../../ui/format.ts';
import { Panel, useTitle } from '../../ui/shell/page.tsx';

const CONSENT_WORDS: Readonly<Record<ConsentMode, readonly [string, string]>> = {
  open: ['Count at once', 'A first-party cookie remembers a visitor for 13 months'],
  required: ['Wait for consent', 'Nothing is kept or sent until the page calls Knock with the visitor’s consent'],
  cookieless: ['Never a cookie', 'One visit is one visitor; people are known only once they say who they are'],
};

export function TagPage() {
  useTitle('Tag and origins');
  const query = useQuery(queries.tag());
  if (query.isError) return <ErrorPanel error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) {
    return (
      <Panel title="Tag and origins">
        <Bones lines={8} height={24} />
      </Panel>
    );
  }
  return (
    <>
      <Panel title="Snippet" note={`tag ${query.data.tagId}`}>
        <CodeBlock text={query.data.snippet} label="Before </head> on every page" />
        <LocalNotice url={query.data.scriptUrl} />
      </Panel>
      <TagForm tag={query.data} />
      <SecretPanel tag={query.data} />
    </>
  );
}

function TagForm({ tag }: { tag: TagSettings }) {
  const [draft, setDraft] = useState({
    origins: tag.origins,
    consent: tag.consent,
    respectDnt: tag.respectDnt,
    formEmail: tag.formEmail,
  });
  const { allowed } = usePermit('tag.edit');
  const save = useAction('PUT /tag', {
    quiet: true,
    done: 'Saved. The tag picks it up with the next page view',
    refresh: [['tag']],
  });
  return (
    <Panel title="Origins and consent">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ body: draft });
        }}
      >
        <PermitNotice needs="tag.edit" />
        <TagsInput
          size="xs"
          label="Allowed origins"
          description="Only these websites may send. Empty: any may. https://*.example.com allows every subdomain"
          placeholder={draft.origins.length === 0 ? 'https://www.example.com' : ''}
          value={draft.origins}
          readOnly={!allowed}
          error={save.error ? (save.error.fieldMessage('origins') ?? save.error.message) : null}
          onChange={(origins) => setDraft({ ...draft, origins })}
        />
        <Radio.Group
          label="Consent"
          value={draft.consent}
          onChange={(consent) => allowed && setDraft({ ...draft, consent: consent as ConsentMode })}
        >
          <div className="stack" style={{ gap: 8, marginTop: 6 }}>
            {(Object.keys(CONSENT_WORDS) as ConsentMode[]).map((mode) => (
              <Radio
                key={mode}
                size="xs"
                value={mode}
                label={CONSENT_WORDS[mode][0]}
                description={CONSENT_WORDS[mode][1]}
                disabled={!allowed && draft.consent !== mode}
              />
            ))}
          </div>
        </Radio.Group>
        <Switch
          label="Honour Global Privacy Control and Do Not Track"
          description="Such visitors are counted for the visit only, without a cookie"
          checked={draft.respectDnt}
          disabled={!allowed}
          onChange={(event) => setDraft({ ...draft, respectDnt: event.currentTarget.checked })}
        />
        <Switch
          label="Read e-mail fields of submitted forms"
          description="The only form value ever read. It counts as a claim, not as proof"
          checked={draft.formEmail}
          disabled={!allowed}
          onChange={(event) => setDraft({ ...draft, formEmail: event.currentTarget.checked })}
        />
        <div className="form-foot">
          <PermitButton needs="tag.edit" type="submit" loading={save.isPending}>
            Save
          </PermitButton>
        </div>
      </form>
    </Panel>
  );
}

function SecretPanel({ tag }: { tag: TagSettings }) {
  const now = useNow();
  const [made, setMade] = useState<IdentitySecretMade | null>(null);
  const rotate = useAction('POST /tag/identity-secret', {
    refresh: [['tag']],
    after: setMade,
  });
  return (
    <Panel title="Identity secret">
      <div className="stack">
        <p className="dim">
          Sign identities with it on your server, and they count as verified instead of claimed. Made{' '}
          <Ago at={tag.identitySecret.madeAt} suffix=" ago" />
          {tag.identitySecret.previousUntil &&
            `; the former one works ${until(tag.identitySecret.previousUntil, now).replace(/^in/, 'for another')}`}
          .
        </p>
        {made && (
          <div className="secret" role="status">
            <strong>Copy it now. It is never shown again.</strong>
            <div className="row">
              <code className="grow">{made.secret}</code>
              <CopyButton text={made.secret} />
            </div>
          </div>
        )}
        <div className="row">
          <ConfirmButton
            needs="tag.edit"
            ask="Yes, make a new secret"
            loading={rotate.isPending}
            onConfirm={() => rotate.mutate({})}
          >
            Make a new secret
          </ConfirmButton>
        </div>
      </div>
    </Panel>
  );
}
