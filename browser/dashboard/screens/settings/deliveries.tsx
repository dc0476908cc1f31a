import { useQuery } from '@tanstack/react-query';
import type { Delivery } from '../../../../wire/api/connections.ts';
import { useAction } from '../../api/actions.ts';
import { connections } from '../../api/links.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { PermitButton, PermitNotice } from '../../ui/bits/permit-button.tsx';
import { Bones, Empty, ErrorPanel } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { plural, until, useNow } from '../../ui/format.ts';
import { Panel, useTitle } from '../../ui/shell/page.tsx';
import './slack.css';

/** What is to be told to others and could not be, yet or at all. */
export function DeliveriesPage() {
  useTitle('Deliveries');
  const query = useQuery(connections.deliveries());
  const dead = query.data?.items.filter((one) => one.state === 'dead') ?? [];
  const waiting = query.data?.items.filter((one) => one.state === 'waiting') ?? [];
  return (
    <>
      <PermitNotice needs="connections.edit" />
      <Panel
        title="Given up"
        flush
        note={query.data && query.data.dead > 0 ? plural(query.data.dead, 'delivery', 'deliveries') : ''}
      >
        {query.isError && <ErrorPanel error={query.error} retry={() => void query.refetch()} />}
        {query.isPending && <Bones lines={3} height={24} />}
        {query.data && dead.length === 0 && (
          <Empty icon="check" title="Nothing was given up">
            What cannot be told to Slack is tried again for hours. Only then it ends here, with a button to try once
            more.
          </Empty>
        )}
        {dead.map((one) => (
          <DeliveryRow key={one.id} delivery={one} />
        ))}
      </Panel>
      <Panel title="Waiting" flush note={query.data && query.data.waiting > 0 ? String(query.data.waiting) : ''}>
        {query.data && waiting.length === 0 && <p className="dim list-row">Nothing waits.</p>}
        {waiting.map((one) => (
          <DeliveryRow key={one.id} delivery={one} />
        ))}
      </Panel>
    </>
  );
}

function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const now = useNow();
  const retry = useAction('POST /deliveries/:id/retry', { done: 'Trying again', refresh: [['deliveries']] });
  const isDead = delivery.state === 'dead';
  return (
    <div className="list-row delivery">
      <Icon name={isDead ? 'warning' : 'clock'} />
      <div className="grow">
        <div>{delivery.summary}</div>
        {delivery.problem && <div className="small delivery-problem">{delivery.problem}</div>}
        <div className="dim small">
          {delivery.topic} · made <Ago at={delivery.createdAt} suffix=" ago" /> ·{' '}
          {plural(delivery.attempts, 'try', 'tries')}
          {!isDead && ` · next ${until(delivery.dueAt, now)}`}
        </div>
      </div>
      {isDead && (
        <PermitButton
          needs="connections.edit"
          variant="default"
          size="compact-sm"
          loading={retry.isPending}
          onClick={() => retry.mutate({ id: delivery.id })}
        >
          Try again
        </PermitButton>
      )}
    </div>
  );
}
