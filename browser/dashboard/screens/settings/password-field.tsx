import { PasswordInput } from '@mantine/core';

export function Password(props: { label: string; name: string; autoComplete: 'current-password' | 'new-password' }) {
  return (
    <PasswordInput
      {...props}
      required
      withAsterisk={false}
      minLength={props.autoComplete === 'new-password' ? 10 : 1}
      maxLength={200}
      visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
    />
  );
}

export function Problem({ text }: { text: string | null }) {
  return (
    <p className="form-problem" role="alert">
      {text}
    </p>
  );
}
