import { Kbd, Modal, Switch } from '@mantine/core';
import { MOD, useSingleKeys } from './keys.ts';
import { EVERY_PLACE } from './nav.ts';

const MOVES: readonly (readonly [keys: readonly string[], what: string])[] = [
  [[MOD, 'K'], 'Find a contact, account, page or screen'],
  [['/'], 'Search in this table'],
  [['j'], 'Next row'],
  [['k'], 'Previous row'],
  [['Enter'], 'Open the row'],
  [['u'], 'Back to the list'],
  [['r'], 'Show new rows'],
  [['d'], 'Light or dark'],
  [['?'], 'This sheet'],
];

const IN_THE_INBOX: readonly (readonly [key: string, what: string])[] = [
  ['j', 'Next conversation'],
  ['k', 'Previous conversation'],
  ['r', 'Reply'],
  ['n', 'Note to the team'],
  ['/', 'Canned reply'],
  ['t', 'Take it'],
  ['a', 'Assign it'],
  ['e', 'Close or reopen'],
  ['u', 'Back to the list'],
];

/** Every shortcut, and the switch that turns the single-key ones off. */
export function HelpSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [on, setOn] = useSingleKeys();
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size="xl">
      <div className="help-columns">
        <dl className="help-list">
          {MOVES.map(([keys, what]) => (
            <div key={what}>
              <dt>
                {keys.map((key) => (
                  <Kbd key={key} size="sm">
                    {key}
                  </Kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <dl className="help-list">
          {EVERY_PLACE.map((place) => (
            <div key={place.to}>
              <dt>
                <Kbd size="sm">{place.key}</Kbd>
              </dt>
              <dd>{place.label}</dd>
            </div>
          ))}
        </dl>
        <section>
          <h3 className="help-title">In the inbox</h3>
          <dl className="help-list">
            {IN_THE_INBOX.map(([key, what]) => (
              <div key={what}>
                <dt>
                  <Kbd size="sm">{key}</Kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <Switch
        mt="md"
        checked={on}
        onChange={(event) => setOn(event.currentTarget.checked)}
        label="Single-key shortcuts"
        description={`Turn off if you dictate or use a switch; ${MOD} K always works`}
      />
    </Modal>
  );
}
