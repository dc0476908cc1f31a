/** The frame's words, for the pages in other languages. */
const WORDS = {
  en: {
    skip: 'Skip to content',
    home: 'Ovenbird home',
    menu: 'Menu',
    mainNav: 'Main',
    login: 'Log in',
    demo: 'Book a demo',
    tagline: 'Scheduling and dispatch for teams that work on site.',
    fiction: 'A made-up company for trying Knock.',
    languages: 'Languages',
  },
  de: {
    skip: 'Zum Inhalt springen',
    home: 'Ovenbird Startseite',
    menu: 'Menü',
    mainNav: 'Hauptmenü',
    login: 'Anmelden',
    demo: 'Demo buchen',
    tagline: 'Einsatzplanung für Teams, die vor Ort arbeiten.',
    fiction: 'Ein erfundenes Unternehmen, um Knock auszuprobieren.',
    languages: 'Sprachen',
  },
  es: {
    skip: 'Ir al contenido',
    home: 'Inicio de Ovenbird',
    menu: 'Menú',
    mainNav: 'Principal',
    login: 'Iniciar sesión',
    demo: 'Reservar una demo',
    tagline: 'Planificación y despacho para equipos que trabajan sobre el terreno.',
    fiction: 'Una empresa ficticia para probar Knock.',
    languages: 'Idiomas',
  },
} as const;

type Words = Readonly<Record<keyof (typeof WORDS)['en'], string>>;
type Lang = keyof typeof WORDS;

const NAV: Readonly<Record<Lang, readonly (readonly [section: string, href: string, label: string])[]>> = {
  en: [
    ['product', '/demo/product/', 'Product'],
    ['pricing', '/demo/pricing/', 'Pricing'],
    ['customers', '/demo/customers/', 'Customers'],
    ['docs', '/demo/docs/', 'Docs'],
    ['blog', '/demo/blog/', 'Blog'],
    ['careers', '/demo/careers/', 'Careers'],
  ],
  de: [
    ['product', '/demo/product/', 'Produkt'],
    ['pricing', '/demo/de/preise/', 'Preise'],
    ['customers', '/demo/customers/', 'Kunden'],
    ['docs', '/demo/docs/', 'Dokumentation'],
    ['careers', '/demo/careers/', 'Karriere'],
  ],
  es: [
    ['product', '/demo/product/', 'Producto'],
    ['pricing', '/demo/es/precios/', 'Precios'],
    ['customers', '/demo/customers/', 'Clientes'],
    ['docs', '/demo/docs/', 'Documentación'],
    ['careers', '/demo/careers/', 'Empleo'],
  ],
};

export function wordsOf(lang: string): Words {
  return WORDS[known(lang)];
}

/** The main menu's items, the page's own section marked as current. */
export function navOf(lang: string, section: string): string {
  return NAV[known(lang)]
    .map(([key, href, label]) => {
      const current = key === section ? ' aria-current="true"' : '';
      return `<li><a href="${href}"${current}>${label}</a></li>`;
    })
    .join('\n');
}

function known(lang: string): Lang {
  if (lang === 'en' || lang === 'de' || lang === 'es') return lang;
  throw new Error(`The demo website has no words in "${lang}"`);
}
