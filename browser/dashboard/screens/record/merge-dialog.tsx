import { Button, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { EVERYTHING, useAction } from '../../api/actions.ts';
import { queries } from '../../api/queries.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { ScoreBadge } from '../../ui/people/intent.tsx';
import { Avatar, PersonName } from '../../ui/people/person.tsx';
import { personName } from '../../ui/words.ts';
import './choices.css';

/** Finds the other contact, says what will happen, merges. */
export function MergeDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 150);
  const [otherId, setOtherId] = useState<string | null>(null);
  const found = useQuery(queries.search(q)).data?.contacts.filter((one) => one.id !== id) ?? [];
  const other = found.find((one) => one.id === otherId);
  const merge = useAction('POST /contacts/:id/merge', {
    done: 'Merged. Un-merge at any time under Identities',
    refresh: EVERYTHING,
    // Whoever is known stays: the one looked at may be the one that went.
    after: (answer) => {
      onClose();
      if (answer.id !== id) void navigate({ to: '/contacts/$id', params: { id: answer.id }, replace: true });
    },
  });
  return (
    <Modal opened onClose={onClose} title={`Merge another contact into ${name}`}>
      <div className="stack">
        <TextInput
          data-autofocus
          size="sm"
          aria-label="Find the other contact"
          placeholder="Name or e-mail of the other contact"
          leftSection={<Icon name="search" size={14} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className="choices" role="radiogroup" aria-label="Contacts found">
          {found.map((one) => (
            <label key={one.id} className="choice">
              <input type="radio" name="other" checked={one.id === otherId} onChange={() => setOtherId(one.id)} />
              <Avatar person={one} />
              <span className="grow cut">
                <PersonName person={one} /> <span className="dim small">{one.name ? one.email : one.accountName}</span>
              </span>
              <ScoreBadge value={one.intentScore} />
            </label>
          ))}
          {q !== '' && found.length === 0 && <p className="dim">Nobody else is called that.</p>}
        </div>
        <p className="dim small">
          Both timelines become one and the score is summed anew. Nothing is deleted: un-merge brings both back exactly
          as they were.
        </p>
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={!other}
            loading={merge.isPending}
            onClick={() => other && merge.mutate({ id, body: { other: other.id } })}
          >
            {other ? `Merge ${personName(other)}` : 'Merge'}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
