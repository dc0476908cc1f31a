import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { AriaAttributes, DOMAttributes, ReactNode } from 'react';
import type { Permission } from '../../../../wire/api/words.ts';
import { usePermit } from '../../api/me.ts';

type Acts = Pick<DOMAttributes<HTMLButtonElement>, 'onClick' | 'onBlur' | 'onKeyDown'>;

interface PermitButtonProps extends ButtonProps, Acts, Pick<AriaAttributes, 'aria-label' | 'aria-disabled'> {
  readonly needs: Permission;
  readonly type?: 'button' | 'submit';
  readonly children: ReactNode;
}

/** A button for what a role may not do stays visible, keeps the focus, and says why it does nothing. */
export function PermitButton(props: PermitButtonProps) {
  const { needs, onClick, onBlur, onKeyDown, type = 'button', children, ...rest } = props;
  const { allowed, reason } = usePermit(needs);
  if (allowed) {
    return (
      <Button {...rest} {...{ onClick, onBlur, onKeyDown }} type={type}>
        {children}
      </Button>
    );
  }
  return (
    <Tooltip label={reason}>
      <Button {...rest} type="button" variant="default" aria-disabled className="not-permitted">
        {children}
      </Button>
    </Tooltip>
  );
}

/** Says once, above a form, why it cannot be changed. */
export function PermitNotice({ needs }: { needs: Permission }) {
  const { allowed, reason } = usePermit(needs);
  return allowed ? null : <p className="permit-notice">{reason}</p>;
}
