/** Labels that every website has, by language, that say nothing of a visitor's interest wherever they stand. */
export const FURNITURE: Readonly<Record<string, readonly string[]>> = {
  en: ['Search', 'Menu', 'Close', '×', 'English', 'Back to top', 'Accept all cookies', 'Reject all', 'Only necessary'],
  'en, shop': ['Apply coupon', 'Update quantity', 'Change currency', 'OK', 'Go', 'Cancel', 'Cookie settings'],
  de: [
    'Suche',
    'Suchen',
    'Schließen',
    'Abbrechen',
    'Alle akzeptieren',
    'Nur notwendige',
    'Gutschein einlösen',
    'Deutsch',
  ],
  fr: ['Rechercher', 'Fermer', 'Annuler', 'Tout accepter', 'Continuer sans accepter', 'Code promo', 'Français'],
  es: ['Buscar', 'Cerrar', 'Cancelar', 'Aceptar todo', 'Rechazar todas', 'Aplicar cupón', 'Cambiar moneda', 'Español'],
  pt: ['Pesquisar', 'Fechar', 'Voltar ao topo', 'Aceitar todos', 'Aplicar cupom', 'Português'],
  nl: ['Zoeken', 'Sluiten', 'Annuleren', 'Alles accepteren', 'Kortingscode toepassen', 'Nederlands'],
  it: ['Cerca', 'Chiudi', 'Annulla', 'Accetta tutti', 'Aggiorna quantità', 'Italiano'],
  ja: ['検索', '閉じる', 'キャンセル', 'すべて許可', 'すべてのCookieを許可', 'クーポンを適用', '日本語'],
};

/** Labels that open the application. */
export const SIGN_INS: readonly string[] = [
  'Log in',
  'Sign in',
  'Login',
  'Anmelden',
  'Connexion',
  'Iniciar sesión',
  'Entrar',
  'Accedi',
  'Inloggen',
  'ログイン',
];

/** Labels that enter one's name for what the page offers, else for the newsletter. */
export const REGISTRATIONS: readonly string[] = ['Inschrijven', 'Iscriviti', "S'inscrire", 'Inscribirme', '登録'];

/** Buttons of forms that raise a hand also on a page with prices. */
export const REQUESTS: readonly string[] = [
  'Send',
  'Submit',
  'Request a quote',
  'Email me my report',
  'Buy now',
  'Nachricht senden',
  'Senden',
  'Envoyer',
  'Enviar consulta',
  'Enviar mensagem',
  'Invia richiesta',
  'Versturen',
  '送信する',
];
