import type { Language } from './topics.ts';

export const nl: Language = {
  code: 'nl',
  whole: {
    Pricing:
      'prijzen, prijs, tarieven, tarief, kosten, pakketten, pakket, abonnementen, abonnement, winkelwagen, winkelmand, winkelmandje, prijslijst, wat kost het, calculator, rekentool, besparingscalculator, aanbiedingen, lease, prijzen en pakketten',
    upgrade:
      'afrekenen, kassa, upgraden, abonnement wijzigen, kies een pakket, bestellen, kopen, koop nu, bestel nu, bestel, online bestellen',
    Demo: 'demo, demo aanvragen, vraag een demo aan, plan een demo, gratis demo, offerte, offerte aanvragen, offerteaanvraag, vrijblijvende offerte, contact, contact opnemen, neem contact op, contactformulier, contacteer ons, proefperiode, proberen, gratis proberen, probeer gratis, proefversie, adviesgesprek, advies, afspraak, afspraak maken, plan een afspraak, aanvraag, aanvragen, aanvraagformulier, terugbelverzoek, bel mij terug, kennismaken, kennismaking, kennismakingsgesprek, verkoop, proefles, sample aanvragen, monster aanvragen, aan de slag, showroom, bezoek, praat met ons, spreek met ons, in gesprek, bel ons, mail ons, gesprek plannen, plan een gesprek, bekijk demo, bekijk een demo',
    Product:
      'product, producten, onze producten, functies, functie, functionaliteiten, functionaliteit, mogelijkheden, oplossingen, oplossing, platform, diensten, dienst, branches, sectoren, sector, toepassingen, integraties, koppelingen, hoe het werkt, hoe werkt het, voordelen, winkel, webshop, assortiment, catalogus, technologie, machines, apparatuur, software, modules, brochure, productblad, specificaties, registreren, account aanmaken, waarom wij, voor bedrijven, mkb',
    Comparison:
      'vergelijk, vergelijken, vergelijking, alternatieven, alternatief, overstappen, concurrenten, productvergelijking',
    Customers:
      'klanten, onze klanten, klantverhalen, klantverhaal, referenties, klantcases, klantcase, cases, case, ervaringen, praktijkverhalen, projecten, succesverhalen, reviews, beoordelingen, portfolio, portfolios, praktijkvoorbeelden, praktijkvoorbeeld, praktijkverhaal, praktijkcases, klantervaringen, klantervaring, succesverhaal, ervaringsverhalen, klanten aan het woord, voorbeelden uit de praktijk',
    Security: 'beveiliging, veiligheid, informatiebeveiliging, certificeringen, certificering, gegevensbeveiliging',
    diligence: 'verwerkersovereenkomst, subverwerkers, raamovereenkomst, dienstverleningsovereenkomst',
    Docs: 'documentatie, ontwikkelaars, handleiding, handleidingen, gebruikershandleiding, releasenotes, wat is nieuw',
    Blog: 'nieuws, artikelen, artikel, kennisbank, kenniscentrum, kennis, inspiratie, begrippenlijst, woordenlijst, blogs, tips, magazine, academie, opleidingen, trainingen, cursussen, nieuwsbrief, verhalen, podcasts, abonneren, abonneer',
    gated: 'downloads, sjabloon, sjablonen, checklists, onderzoek, rapport, rapporten, e books',
    library: 'bronnen, bibliotheek, mediatheek',
    Events:
      'evenementen, evenement, beurs, beurzen, agenda, webinars, bijeenkomsten, seminars, workshops, open dag, congres, kennissessie',
    Partners:
      'partner worden, word partner, partnerprogramma, wederverkopers, wederverkoper, resellers, leveranciers, leverancier, dealers, dealer, dealer worden, verkooppunten, samenwerken, samenwerking, partnerportaal, affiliate programma, verwijsprogramma, doorverwijzen, partnernetwerk, resellerprogramma, word reseller, reseller worden',
    'Find a Job':
      'vacatures, vacature, werken bij, werkenbij, werken bij ons, carriere, banen, baan, stage, stages, stagiair, solliciteren, sollicitatie, sollicitaties, traineeship, kom werken, werkzoekenden, open sollicitatie, jobs, kom bij ons werken, kom bij ons, kom je bij ons werken, werk bij ons, werk met ons, kom ons team versterken, word collega, onze vacatures, stageplekken, stageplaatsen',
    Support:
      'hulp, klantenservice, ondersteuning, helpcentrum, veelgestelde vragen, veel gestelde vragen, garantie, storing, storingen, service en onderhoud, reparatie, onderhoud, klacht, klachten, opzeggen, servicedesk, hulpcentrum',
    orders:
      'retourneren, retour, retouren, verzending, bezorging, levering, track en trace, bestelling volgen, terugbetaling, ruilen',
    Login:
      'inloggen, aanmelden, mijn account, account, mijn omgeving, klantportaal, klantenportaal, klantomgeving, facturen, wachtwoord vergeten, wachtwoord, mijn bestellingen, instellingen, profiel, uitloggen, gebruikers, mijn',
    Legal:
      'voorwaarden, algemene voorwaarden, privacyverklaring, privacybeleid, cookiebeleid, cookieverklaring, uitschrijven, afmelden, juridisch, gebruiksvoorwaarden, toegankelijkheid, klokkenluiders, avg, avg verklaring',
    giveaway: 'winactie, winacties, prijsvraag, loterij, win',
    Home: 'startpagina, welkom',
    about:
      'over ons, over, wie zijn wij, wie we zijn, bedrijf, ons bedrijf, ons team, ons verhaal, geschiedenis, missie, waarden, duurzaamheid, mvo, vestigingen, locaties, pers, bedankt, zoeken, organisatie, het team',
    plans: 'prijzen',
    guide: 'gids, gidsen',
  },
  within: {
    'Find a Job': 'vacature, vacatures, werken bij, solliciteren, sollicitatie*, stage bij, bij ons werken, kom werken',
    giveaway: 'winactie, prijsvraag',
    Support: 'klantenservice, veelgestelde vragen, helpcentrum',
    Partners: 'partner worden, word partner, partnerprogramma, dealer worden',
    Demo: 'offerte*, demo, contact, gratis proberen, adviesgesprek, afspraak, aanvragen, terugbel*, kennismaking*, vrijblijvend*, praat met, plan een, plan je',
    Pricing: 'prijs*, prijzen, tarieven, kosten, wat kost',
    Comparison: 'vergelijk*, alternatief voor, alternatieven voor, overstappen van',
    Customers: 'klantverhaal, klantverhalen, klantcase, referentie*, ervaringen',
    Security: 'beveiliging, veiligheid',
    Events: 'webinar*, beurs, seminar, kennissessie',
    Product: 'product*, oplossing*, functies, functionaliteiten, software voor, brochure, catalogus, koppeling*',
    Blog: 'wat is, wat zijn, hoe je, hoe kies, tips, gids, stappenplan, nieuwsbrief',
    gated: 'checklist, sjabloon, template, whitepaper',
    Legal: 'privacy*, algemene voorwaarden, cookie*',
  },
  labels: {
    Legal: 'uitschrijven, afmelden',
    'Find a Job':
      'solliciteer, solliciteer nu, sollicitatie*, verstuur sollicitatie, verzend sollicitatie, cv uploaden, upload cv, bekijk vacatures, open sollicitatie, solliciteren, =vacatures, =werken bij',
    giveaway: 'doe mee, doe mee en win, meedoen, win',
    Support:
      'ticket indienen, ticket aanmaken, meld storing, storing melden, probleem melden, opzeggen, abonnement opzeggen, contract opzeggen, hulp krijgen, klacht indienen, =hulp, =support, =klantenservice, hulp nodig, veelgestelde vragen',
    Partners:
      'partner worden, word partner, word dealer, dealer worden, word reseller, aanmelden als partner, =partners',
    Blog: 'nieuwsbrief, inschrijven voor, schrijf je in, schrijf me in, lees meer, lees verder, lees artikel, abonneren, =blog, =nieuws, de blog, onze blog, naar de blog',
    upgrade:
      'kopen, koop nu, bestellen, bestel nu, afrekenen, betalen, plaats bestelling, upgraden, kies pakket, kies abonnement, overstappen naar',
    Demo: 'offerte, offerte aanvragen, vraag offerte aan, demo, plan demo, gratis proberen, probeer, probeer gratis, proefperiode, contact, neem contact op, contact opnemen, adviesgesprek, afspraak, plan een, bel mij, bel ons, terugbellen, bel me terug, verstuur aanvraag, aanvraag versturen, verstuur bericht, bericht versturen, aanvragen, vraag aan, verstuur, versturen, verzenden, monster, sample, kennismaken, verkoop, aan de slag',
    Events: 'reserveer plek, reserveer mijn plek, aanmelden voor webinar, bekijk opname, webinar*',
    Pricing:
      'prijs*, prijzen, tarieven, kosten, in winkelwagen, in winkelmand, toevoegen aan winkelwagen, winkelwagen, bereken, besparing, pakketten',
    Comparison: 'vergelijk*',
    Customers: 'klantverhaal, klantverhalen, referenties, lees de case, case',
    gated: 'download, downloaden, gids, whitepaper, ontvang de',
    Product:
      'brochure, productblad, catalogus, functies, meer informatie, ontdek, meer weten, account aanmaken, registreren, hoe het werkt',
    Login: 'wachtwoord, factuur, opslaan, herstellen',
    signin: 'inloggen, log in, login, mijn account',
    register: 'inschrijven, aanmelden, meld je aan, schrijf in',
    send: 'indienen, zenden',
    control:
      'zoek, zoeken, ok, ja, nee, sluiten, sluit, annuleren, annuleer, menu, menu openen, menu sluiten, terug, terug naar boven, naar boven, overslaan, naar inhoud, begrepen, nee bedankt, nee dank je, niet nu, later, filter, filteren, wissen, filters wissen, sorteren, delen, printen, afdrukken, nederlands, taal, taal kiezen, taal wijzigen, land, valuta, valuta wijzigen, aantal, aantal wijzigen, winkelwagen bijwerken, winkelmand bijwerken, kortingscode, kortingscode toepassen, waardebon, accepteren, accepteer, alles accepteren, alle accepteren, alle cookies, accepteer alle, accepteer alles, akkoord, alles toestaan, toestaan, weigeren, alles weigeren, alle weigeren, alleen noodzakelijke, alleen noodzakelijk, cookie instellingen, cookies, privacy, privacyverklaring, privacyinstellingen, voorkeuren, voorkeuren opslaan, voorkeuren beheren',
  },
  chat: {
    away: 'geen interesse, niet geinteresseerd, geen mails meer, uitschrijven, haal mij van, haal me van, scriptie, student, studente, afstudeer*, schoolopdracht, werkstuk, journalist, redactie, artikel over, concurrent van, niet kopen, niet van plan te kopen, andere leverancier gekozen, voor een andere leverancier, linkbuilding, marktonderzoek, verkeerd nummer, wij bieden diensten',
    job: 'vacature, vacatures, solliciteren, sollicitatie, solliciteer, sollicitatiegesprek, mijn cv, cv, stage, stageplek, stageplaats, bijbaan, werken bij, baan, salaris, recruiter, open sollicitatie, traineeship, aannemen, fulltime, parttime functie, stageplekken, stageplaatsen, stages, stagiair, stagiairs, bijbanen, zijbaan',
    partner:
      'partner worden, partnerprogramma, partnerschap, samenwerking, samenwerken, reseller, wederverkoper, wederverkopen, doorverkopen, dealer, dealerschap, commissie, provisie, affiliate, distributeur, distributie, implementatiepartner, white label, doorverwijzen, marge',
    support:
      'werkt niet, werken niet, doet het niet, werkt niet meer, foutmelding, fout, error, kan niet inloggen, kan niet, inloggen, wachtwoord, vastgelopen, loopt vast, crasht, traag, sinds de update, sinds gisteren, sinds vanmorgen, mijn factuur, onze factuur, factuur klopt, afgeschreven, dubbel, terugbetaling, opzeggen, opzegging, mijn bestelling, mijn pakket, pakketje, niet aangekomen, niet ontvangen, mijn account, ons account, mijn abonnement, ons abonnement, ticket, hoe kan ik, hoe zet ik, waar vind ik, verdwenen, laadt niet, synchroniseert niet, kapot, storing, garantie, reparatie',
    early:
      'alleen kijken, even kijken, alleen aan het rondkijken, rondkijken, orienteren, orienterend, orientatie, geen haast, niet dringend, volgend jaar, ooit, nog niet, geen project, geen budget, nog geen budget, uit nieuwsgierigheid, voorlopig, in de toekomst, vrijblijvend rondkijken, misschien later',
    buy: 'prijs, prijzen, kosten, kost, offerte, demo, proef, proefperiode, budget, contract, kopen, bestellen, licentie, licenties, gebruikers, medewerkers, locaties, vestigingen, nodig, we zoeken, wij zoeken, ik zoek, op zoek naar, korting, overstappen, vervangen, afspraak, bellen, bel me, teruggebeld, aanbesteding, levertijd, stuks, monster, per maand, per jaar, jaarlijks, pakket, tarief, adviseur, implementatie, leveren jullie',
    closing:
      'wat kost, wat kosten, hoeveel kost, wat zijn de kosten, een offerte, offerte voor, prijs voor, een demo, demo inplannen, tekenen, ondertekenen, extra licenties, meer licenties, extra gebruikers, willen bestellen, willen kopen, wil bestellen, bel me, bel mij, bellen jullie, deze week, vandaag nog, voor het einde, budget goedgekeurd, budget is goedgekeurd, contract sturen, stuur het contract, met sales, gekozen voor jullie, voor jullie gekozen',
    stake: 'betalen, huren, willen, wil, kiezen, beslissen, abonnement, goedkoper, anders, inbegrepen, zo ja',
    able: 'verschil tussen, werkt het, werkt dit, werken met, koppeling met, koppelen, koppeling, koppelingen, integratie, integreren, synchroniseren, compatibel, importeren, exporteren, offline, api, sso, gehost, opgeslagen, staan de gegevens, avg, telefoon, tablet, app, ondersteunen jullie, ondersteunt, meerdere, gratis versie, gratis pakket, gratis abonnement',
  },
};
