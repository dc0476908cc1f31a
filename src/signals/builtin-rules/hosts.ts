import type { Words } from './topics.ts';

/** First label of a host (`careers.example.com`). */
export const HOST_LABELS: Words = {
  'Find a Job':
    'careers, career, jobs, job, karriere, recruiting, recruitment, carriere, carrieres, empleo, vagas, vacatures, werkenbij, lavoraconnoi, recruit, saiyo, talent, join',
  Support:
    'help, support, hilfe, aide, ayuda, ajuda, status, community, forum, faq, helpdesk, kb, servicedesk, desk, tickets, supporto, assistenza',
  Docs: 'docs, developer, developers, dev, api, documentation, doc, dokumentation, sdk, sandbox',
  Login:
    'app, apps, login, signin, my, portal, dashboard, account, accounts, admin, console, secure, auth, id, sso, client, clients, customer, web, kunden, mijn, mon, area, members, intranet, mypage, manage, cloud, workspace',
  Blog: 'blog, news, academy, learn, university, resources, insights, magazin, magazine, podcast, wissen, training',
  Events: 'events, webinars, webinar, summit, conference',
  Partners: 'partners, partner, affiliates, affiliate, resellers',
  Product: 'shop, store, demo, products, catalog',
  Security: 'trust, security, compliance',
  Legal: 'legal, privacy',
};

/** Ends of hosts that serve one purpose for everybody. */
export const HOST_SUFFIXES: Words = {
  'Find a Job':
    'greenhouse.io, lever.co, workable.com, personio.de, personio.com, ashbyhq.com, teamtailor.com, smartrecruiters.com, recruitee.com, bamboohr.com, myworkdayjobs.com, jobvite.com, softgarden.io, join.com, herp.careers, gupy.io, welcometothejungle.com',
  Support: 'zendesk.com, freshdesk.com, helpscoutdocs.com, intercom.help, statuspage.io, gorgias.help, crisp.help',
  Docs: 'readme.io, gitbook.io, readthedocs.io, mintlify.app',
  Demo: 'calendly.com, cal.com, savvycal.com, chilipiper.com',
};
