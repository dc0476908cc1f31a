import type { Category } from '../../wire/signal.ts';

/** Paths of business websites of all sorts, by language, with the category a sales person would name. */
export const PAGES: Readonly<Record<string, Readonly<Partial<Record<Category, string>>>>> = {
  en: {
    Pricing:
      '/pricing /pricing/ /plans-pricing /pricing-plans /our-pricing /prices /pricing/business /pricing?currency=eur /pricing#faq /price-list /rates /packages /fees /cost-calculator /pricing-calculator /roi /product/pricing /app/billing/upgrade /account/upgrade /cart /checkout/step-2 /shop/checkout /pages/pricing /us/pricing /en-gb/plans /#pricing /#/pricing /solutions/pricing /buy /subscription-plans /savings-calculator /app/plans /membership-plans /pricing.html /Pricing /packages-and-rates /features-and-pricing',
    Demo: '/demo /book-a-demo /request-demo /get-demo /schedule-demo /demo-request /contact-sales /contact /contact-us /contact.html /talk-to-sales /get-a-quote /request-a-quote /quote-request /free-quote /free-trial /start-free-trial /try-for-free /trial /get-started /book-a-call /schedule-a-call /consultation /free-consultation /rfq /request-for-quote /estimate /products/valves/request-quote /pricing/contact-sales /company/contact /lp/book-demo /enquiry /request-a-callback /speak-to-an-expert /book-consultation /request-pricing /sales /sample-request /site-survey /landing/free-trial /book-appointment /demo/thank-you /speak-with-us /see-it-in-action /lets-talk /company/reach-us',
    Product:
      '/product /products/widget-x /features /features/automation /platform/overview /solutions/retail /how-it-works /use-cases/onboarding /integrations/slack /industries/healthcare /services/web-design /services /capabilities /store/boots /shop/pallets /catalog /collections/chairs /machines/press-200 /products/pumps/p-12/datasheet /product-tour /for-startups /enterprise /signup /software /what-we-do /solutions/customer-support /products/login-manager /equipment/forklifts /specifications /technology',
    Comparison:
      '/compare /compare/acme-vs-rival /vs/rival /acme-vs-rival /alternatives /alternatives/rival /rival-alternative /comparison /switch-from-rival /best-rival-alternatives /why-switch /product/compare /why-acme /why-choose-acme',
    Customers:
      '/customers /customers/globex /case-studies /case-studies/globex /success-stories /testimonials /customer-stories/globex /reviews /our-work /portfolio /clients /resources/case-studies/globex /work/globex /projects/bridge-12 /company/customers /customer-results',
    Security:
      '/security /trust /trust-center /security/soc2 /compliance /legal/dpa /legal/msa /legal/sla /legal/subprocessors /company/security /iso-27001 /product/security /data-security /security/gdpr',
    Docs: '/docs /docs/api/auth /documentation /developers /api-reference /api /docs/pricing-api /changelog /release-notes /docs/getting-started /sdk/python /user-guide /developer/webhooks /quickstart /guides/api /guides/getting-started /docs-and-guides',
    Blog: '/blog /blog/pricing-strategies /blog/careers-in-sales /blog/how-to-choose-a-demo /news/we-moved /insights/trends /articles/x /guides/buying /resources/ebook-scaling /glossary/churn /academy/lesson /podcast/12 /learn/what-is-crm /2024/05/our-story /how-to-clean-solar-panels-at-home /resources/whitepapers/cold-chain /what-is-crm /library/reports/2026 /newsletter /giveaway /win-a-bike /blog/customers/why-they-churn /guides/pricing-strategy /news-and-media',
    Events:
      '/events /events/london-expo /webinars/q3 /webinar /resources/webinars/x /conference /on-demand/x /workshops /events/register /trade-shows /summit-2026',
    Partners:
      '/partners /become-a-partner /partner-program /affiliates /resellers /referral-program /company/partners /partners/apply /affiliates/apply /suppliers /distributors /partner-with-us /contact/partners /find-a-partner /agency-partners /content-partners /partner-directory /integration-partners',
    'Find a Job':
      '/careers /careers/apply /jobs/backend-engineer /about/careers /company/jobs /join-us /vacancies /work-with-us /open-positions /careers/product-manager /internships /life-at-acme /company/careers/open-roles /contact/careers /jobs/1234-account-executive/apply /hiring /company/work-here /come-work-with-us',
    Support:
      '/support /help /help/pricing-questions /help-center/articles/3 /faq /support/contact /contact-support /contact/support /status /knowledge-base/x /community/t/3 /store/returns /track-order /customer-service /support/tickets/22 /returns-policy /warranty /help/careers /help-and-support',
    Login:
      '/login /signin /app /app/customers/12 /dashboard /account /account/settings /billing /billing/invoices /my-account/orders /reset-password /forgot-password /app/projects/7/tasks /portal /users/sign_in /auth/callback /admin/users /settings/team /app/security /app/docs',
    Legal:
      '/legal /privacy /privacy-policy /terms /terms-of-service /cookie-policy /legal/imprint /unsubscribe /email-preferences /legal/privacy /terms-and-conditions /policies/privacy-policy /gdpr',
    Home: '/ /index.html /home /en /de/ /?utm_source=x',
    Other: '/about /about-us /company /team /press /investors /xyzzy /about/leadership /locations',
  },
  de: {
    Pricing:
      '/preise /de/preise /preisliste /tarife /kosten /preise-und-pakete /preisrechner /de/preise/business /warenkorb /unsere-preisliste',
    Demo: '/demo-anfordern /kontakt /angebot-anfordern /angebot /de/kontakt /termin-vereinbaren /kostenlos-testen /beratung /anfrage /r%C3%BCckruf /beratungsgespr%C3%A4ch /kontaktformular /de/demo-buchen /musterbestellung /unverbindliche-anfrage /sprechen-sie-mit-uns',
    Product:
      '/produkte /produkte/pumpen/kreiselpumpe /funktionen /loesungen/logistik /l%C3%B6sungen /leistungen /branchen/handel /integrationen /so-funktionierts /sortiment /maschinen/presse /dienstleistungen',
    Comparison: '/vergleich /de/vergleich/anbieter /alternativen /produktvergleich /warum-acme',
    Customers:
      '/referenzen /kunden /kundenstimmen /fallstudien/muster-ag /erfolgsgeschichten /referenzprojekte /praxisberichte',
    Security: '/sicherheit /de/datensicherheit /auftragsverarbeitung',
    Docs: '/dokumentation /handbuch /entwickler',
    Blog: '/ratgeber/steuern /magazin /glossar/cashflow /aktuelles /wissen /leitfaden/einkauf',
    Events: '/veranstaltungen /messen /webinare /seminare/excel',
    Partners: '/partner-werden /haendler /vertriebspartner /partnerprogramm',
    'Find a Job':
      '/karriere /stellenangebote /jobs /ausbildung /karriere/bewerbung /de/stellenausschreibungen/monteur /unternehmen/karriere /offene-stellen /initiativbewerbung /jobs-und-ausbildung /arbeite-bei-uns /jobs-und-karriere',
    Support: '/hilfe /kundenservice /haeufige-fragen /reparatur /retoure /k%C3%BCndigung',
    Login: '/anmelden /mein-konto /passwort-vergessen /kundenportal /rechnungen',
    Legal: '/impressum /datenschutz /agb /datenschutzerklaerung /dsgvo',
    Other: '/ueber-uns /unternehmen /standorte',
  },
  fr: {
    Pricing: '/tarifs /fr/tarifs /prix /nos-tarifs /abonnements /panier /grille-tarifaire /nos-offres',
    Demo: '/demande-de-devis /devis /contact /nous-contacter /essai-gratuit /demander-une-demo /prendre-rendez-vous /demonstration /fr/d%C3%A9mo /contactez-nous /devis-gratuit /demande-demo /parlez-nous',
    Product:
      '/produits/pompes /fonctionnalites /solutions/pme /plateforme /nos-services /secteurs/sante /cas-d-usage /catalogue /fonctionnalit%C3%A9s /logiciel',
    Comparison: '/comparatif /comparatif-logiciels /alternatives /pourquoi-acme',
    Customers:
      '/temoignages /etudes-de-cas /nos-clients /realisations /cas-clients/ville-de-lyon /references /clients-et-references /retours-d-experience',
    Security: '/securite /conformite',
    Docs: '/documentation /developpeurs',
    Blog: '/actualites /blog/tva /lexique /guide/facturation /livres-blancs /ressources/guides /news-et-actualites',
    Events: '/evenements /webinaires /salons',
    Partners: '/partenaires /devenir-partenaire /revendeurs /programme-d-affiliation /reseau-de-partenaires',
    'Find a Job':
      '/recrutement /carrieres /nous-rejoindre /offres-d-emploi /emploi /candidature-spontanee /entreprise/recrutement /travailler-chez-nous',
    Support: '/aide /assistance /service-client /foire-aux-questions /sav',
    Login: '/connexion /mon-compte /espace-client /mot-de-passe-oublie',
    Legal: '/mentions-legales /confidentialite /cgv /politique-de-confidentialite /rgpd',
    Other: '/a-propos /qui-sommes-nous /equipe',
  },
  es: {
    Pricing: '/precios /es/precios /tarifas /planes-y-precios /carrito /cuanto-cuesta /lista-de-precios',
    Demo: '/solicitar-demo /presupuesto /solicitar-presupuesto /cotizacion /contacto /prueba-gratis /agendar-demo /contactanos /pedir-cita /solicita-una-demo /demostraci%C3%B3n /habla-con-nosotros /hable-con-un-experto',
    Product:
      '/productos /funcionalidades /soluciones/hoteles /servicios /caracteristicas /casos-de-uso /integraciones /catalogo /plataforma /ventajas-y-beneficios',
    Comparison: '/comparar /comparativa /alternativas /por-que-acme',
    Customers: '/casos-de-exito /clientes /testimonios /casos-de-%C3%A9xito/acme /proyectos /ejemplos-de-exito',
    Security: '/seguridad',
    Docs: '/documentacion /desarrolladores',
    Blog: '/blog/iva /noticias /guias/exportar /glosario /recursos/articulos',
    Events: '/eventos /ferias',
    Partners: '/socios /distribuidores /programa-de-afiliados /programa-de-referidos',
    'Find a Job':
      '/trabaja-con-nosotros /empleo /vacantes /ofertas-de-empleo /unete-al-equipo /ven-a-trabajar-con-nosotros',
    Support: '/ayuda /soporte /preguntas-frecuentes /atencion-al-cliente /devoluciones',
    Login: '/iniciar-sesion /mi-cuenta /acceso-clientes',
    Legal: '/aviso-legal /privacidad /politica-de-privacidad /terminos-y-condiciones',
    Other: '/quienes-somos /sobre-nosotros',
  },
  pt: {
    Pricing:
      '/precos /pt/pre%C3%A7os /planos /planos-e-precos /pt-br/planos /tabela-de-precos /quanto-custa /assine /contrate-agora',
    Demo: '/orcamento /solicitar-orcamento /contato /fale-conosco /agendar-demonstracao /teste-gratis /cotacao /pt-br/agende-uma-demo /proposta /converse-conosco',
    Product:
      '/produtos /funcionalidades /pt-br/recursos /solucoes /servicos /como-funciona /integracoes /pt-br/recursos/integracoes',
    Comparison: '/comparativo /alternativas',
    Customers: '/casos-de-sucesso /clientes /depoimentos /cases',
    Security: '/seguranca',
    Blog: '/blog/x /noticias /conteudos /ebooks/vendas',
    'Find a Job': '/trabalhe-conosco /vagas /carreiras /vagas/vendedor /venha-trabalhar-conosco',
    Partners: '/parceiros /seja-parceiro /revendedores /programa-de-indicacao',
    Support: '/ajuda /suporte /central-de-ajuda /perguntas-frequentes',
    Login: '/entrar /minha-conta /area-do-cliente',
    Legal: '/politica-de-privacidade /termos-de-uso /lgpd',
    Other: '/sobre-nos /quem-somos',
  },
  nl: {
    Pricing: '/prijzen /nl/prijzen /tarieven /kosten /pakketten /winkelwagen /prijslijst',
    Demo: '/offerte-aanvragen /offerte /contact /demo-aanvragen /gratis-proberen /afspraak-maken /nl/adviesgesprek /terugbelverzoek /plan-een-demo /praat-met-ons',
    Product: '/producten/pompen /functies /oplossingen/zorg /diensten /hoe-het-werkt /koppelingen /branches/bouw',
    Comparison: '/vergelijken /alternatieven /vergelijking /waarom-acme',
    Customers: '/klanten /klantverhalen /referenties /klantcases/abc /praktijkvoorbeelden /klantervaringen',
    Security: '/beveiliging',
    Blog: '/nieuws /kennisbank/btw /begrippenlijst',
    Events: '/evenementen /beurzen',
    Partners: '/partner-worden /leveranciers /affiliate-programma',
    'Find a Job': '/vacatures /werken-bij /vacatures/monteur/solliciteren /stage /kom-bij-ons-werken /werk-bij-ons',
    Support: '/klantenservice /veelgestelde-vragen /hulp',
    Login: '/inloggen /mijn-account',
    Legal: '/algemene-voorwaarden /privacyverklaring /avg',
    Other: '/over-ons',
  },
  it: {
    Pricing: '/prezzi /it/prezzi /listino-prezzi /tariffe /piani-e-prezzi /carrello /quanto-costa',
    Demo: '/preventivo /richiedi-preventivo /contatti /richiedi-demo /prova-gratuita /prenota-una-demo /contattaci /consulenza-gratuita /parla-con-noi /parliamone',
    Product:
      '/prodotti/valvole /funzionalita /it/funzionalit%C3%A0 /soluzioni /servizi /come-funziona /settori/moda /casi-d-uso',
    Comparison: '/confronto /alternative /perche-acme',
    Customers: '/clienti /casi-di-successo /testimonianze /referenze /casi-studio /storie-dei-clienti',
    Security: '/sicurezza',
    Blog: '/notizie /guide/iva /glossario /novita',
    Events: '/eventi /fiere',
    Partners: '/diventa-partner /rivenditori /programma-affiliati',
    'Find a Job': '/lavora-con-noi /posizioni-aperte /carriere /entra-in-squadra',
    Support: '/assistenza /domande-frequenti /supporto',
    Login: '/accedi /area-clienti',
    Legal: '/note-legali /informativa-privacy',
    Other: '/chi-siamo /azienda',
  },
  ja: {
    Pricing: '/料金 /料金プラン /ryokin /価格表 /ja/price /費用',
    Demo: '/お問い合わせ /見積もり依頼 /デモ /無料トライアル /otoiawase /mitsumori /ja/contact /問い合わせ /ご相談',
    Product:
      '/機能 /製品/ポンプ /サービス /kino /資料請求 /shiryo-seikyu /特長 /ソリューション /資料ダウンロード /資料一覧',
    Comparison: '/比較 /hikaku /他社比較',
    Customers: '/導入事例 /事例 /お客様の声 /jirei /お客様事例',
    Security: '/セキュリティ',
    Docs: '/マニュアル',
    Blog: '/ブログ /コラム /お知らせ /用語集 /column',
    Events: '/セミナー /イベント /展示会',
    Partners: '/パートナー /代理店募集',
    'Find a Job': '/採用情報 /求人 /recruit /saiyo /採用情報/エントリー /一緒に働く',
    Support: '/よくある質問 /サポート /ヘルプ',
    Login: '/ログイン /マイページ',
    Legal: '/プライバシーポリシー /利用規約',
    Other: '/会社概要 /企業情報',
  },
};
