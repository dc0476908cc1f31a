import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';
import {
  ActionIcon,
  Button,
  Checkbox,
  createTheme,
  Drawer,
  Menu,
  Modal,
  MultiSelect,
  NumberInput,
  PasswordInput,
  Popover,
  SegmentedControl,
  Select,
  Switch,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';

const pine: MantineColorsTuple = [
  '#e9f5f1',
  '#d3e8e1',
  '#a8d3c6',
  '#78bba8',
  '#4fa58e',
  '#267a65',
  '#1b7561',
  '#12564a',
  '#0e463c',
  '#0a342d',
];
const ember: MantineColorsTuple = [
  '#fdefe9',
  '#fadccf',
  '#f4b8a0',
  '#ee9270',
  '#e87348',
  '#d9562a',
  '#bf431b',
  '#a03516',
  '#7d2b13',
  '#5a1f0f',
];
/** Warm greys: paper and ink, not blue steel. */
const gray: MantineColorsTuple = [
  '#faf9f6',
  '#f3f1ec',
  '#e8e5de',
  '#dad6cd',
  '#c0bbb0',
  '#948e83',
  '#6a655c',
  '#4c4841',
  '#33302b',
  '#1e1c19',
];
const dark: MantineColorsTuple = [
  '#e8e5df',
  '#c9c5bd',
  '#a8a299',
  '#857f76',
  '#3d3a36',
  '#2f2d2a',
  '#211f1d',
  '#171614',
  '#11100f',
  '#0b0a0a',
];

const small = { defaultProps: { size: 'xs' } };

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 5 },
  colors: { pine, ember, gray, dark },
  white: '#ffffff',
  black: '#1e1c19',
  fontFamily:
    'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '13px', sm: '13.5px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  defaultRadius: '6px',
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '10px', xl: '16px' },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  headings: { fontWeight: '620', textWrap: 'balance' },
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } }),
    Button: Button.extend({ defaultProps: { size: 'xs' }, styles: { label: { fontWeight: 550 } } }),
    Checkbox: Checkbox.extend(small),
    Drawer: Drawer.extend({
      defaultProps: {
        transitionProps: { duration: 120 },
        overlayProps: { backgroundOpacity: 0.35 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    }),
    // The placeholder is an element that no menu may hold: the first item is focused instead.
    Menu: Menu.extend({
      defaultProps: { shadow: 'md', transitionProps: { duration: 80 }, withInitialFocusPlaceholder: false },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: false,
        yOffset: '12vh',
        overlayProps: { backgroundOpacity: 0.35, blur: 1 },
        transitionProps: { duration: 100, transition: 'fade' },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    }),
    MultiSelect: MultiSelect.extend(small),
    NumberInput: NumberInput.extend(small),
    PasswordInput: PasswordInput.extend(small),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } }),
    SegmentedControl: SegmentedControl.extend(small),
    Select: Select.extend({ defaultProps: { size: 'xs', allowDeselect: false } }),
    Switch: Switch.extend(small),
    Textarea: Textarea.extend(small),
    TextInput: TextInput.extend(small),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 250, transitionProps: { duration: 80 }, multiline: true, maw: 320 },
    }),
  },
});

/** Mantine's own surfaces follow our paper and ink. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#faf9f6',
    '--mantine-color-text': '#1e1c19',
    '--mantine-color-dimmed': '#67625a',
    '--mantine-color-placeholder': '#767067',
    '--mantine-color-default-border': '#e2ded6',
    '--mantine-color-anchor': '#12564a',
    '--mantine-color-error': '#a32f12',
  },
  dark: {
    '--mantine-color-body': '#141312',
    '--mantine-color-text': '#e8e5df',
    '--mantine-color-dimmed': '#a39d93',
    '--mantine-color-placeholder': '#928c82',
    '--mantine-color-default': '#1f1d1b',
    '--mantine-color-default-hover': '#292724',
    '--mantine-color-default-border': '#363330',
    '--mantine-color-anchor': '#7cc7b3',
    '--mantine-color-error': '#ff9c7c',
    '--mantine-primary-color-filled': '#257a66',
    '--mantine-primary-color-filled-hover': '#1f6a58',
  },
});
