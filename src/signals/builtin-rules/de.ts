import type { Language } from './topics.ts';

export const de: Language = {
  code: 'de',
  whole: {
    Pricing:
      'preise, preis, preisliste, preisubersicht, preisuebersicht, preise und pakete, preismodelle, tarife, tarif, kosten, pakete, abos, abonnement, warenkorb, preisrechner, kostenrechner, rechner, konditionen, angebote, preise und leistungen, ersparnisrechner, finanzierung, leasing, was kostet',
    upgrade:
      'kasse, upgraden, zur kasse, tarif wechseln, tarifwechsel, bestellen, kaufen, jetzt kaufen, jetzt bestellen, abo abschliessen, jetzt buchen, online bestellen',
    Demo: 'demo, demo anfordern, demo vereinbaren, demo buchen, kontakt, kontaktformular, kontaktieren, kontaktaufnahme, anfrage, anfragen, anfrageformular, angebot, angebot anfordern, angebotsanfrage, angebot anfragen, beratung, beratungsgesprach, beratungsgespraech, beratungstermin, erstgesprach, erstgespraech, termin, termin vereinbaren, termin buchen, terminbuchung, testen, kostenlos testen, jetzt testen, gratis testen, testversion, testzugang, probezugang, muster, musterbestellung, ruckruf, rueckruf, vertrieb, besichtigung, vorfuhrung, vorfuehrung, ausschreibung, livedemo, live demo, sprechen sie mit uns, sprechen sie uns an, sprich mit uns, kontaktieren sie uns, schreiben sie uns, so erreichen sie uns, gesprach vereinbaren, gespraech vereinbaren, live erleben, produktdemo',
    Product:
      'produkt, produkte, funktion, funktionen, funktionsumfang, losungen, losung, loesungen, loesung, leistungen, leistung, plattform, branchen, branche, anwendungen, anwendungsfalle, anwendungsfaelle, einsatzbereiche, integrationen, schnittstellen, vorteile, so funktioniert es, so funktionierts, sortiment, katalog, maschinen, anlagen, gerate, geraete, datenblatt, datenblatter, datenblaetter, dienstleistungen, technologie, software, broschure, broschuere, prospekt, produktubersicht, produktuebersicht, registrieren, registrierung, konto erstellen, mittelstand, module',
    Comparison:
      'vergleich, vergleichen, produktvergleich, alternativen, alternative, wechseln, wechsel, anbietervergleich, systemvergleich',
    Customers:
      'kunden, unsere kunden, referenzen, referenz, kundenstimmen, kundenstories, kundengeschichten, erfolgsgeschichten, erfolgsgeschichte, fallstudien, fallstudie, projekte, referenzprojekte, kundenreferenzen, anwenderberichte, bewertungen, kundenmeinungen, praxisbeispiele, best practice, anwenderbericht, praxisbeispiel, praxisberichte, kundenbeispiele, kundenerfolge, erfolge, success stories, success story, case studies, kundenprojekte, kundenfeedback',
    Security:
      'sicherheit, datensicherheit, it sicherheit, zertifizierungen, zertifikate, informationssicherheit, hosting in deutschland',
    diligence:
      'avv, auftragsverarbeitung, auftragsverarbeitungsvertrag, av vertrag, tom, rahmenvertrag, subunternehmer',
    Docs: 'dokumentation, handbuch, handbucher, handbuecher, entwickler, anleitung, anleitungen, bedienungsanleitung, betriebsanleitung, benutzerhandbuch, versionshinweise, neuerungen, schnittstellendokumentation',
    Blog: 'ratgeber, magazin, aktuelles, neuigkeiten, wissen, glossar, lexikon, artikel, beitrag, beitrage, beitraege, akademie, fachartikel, wissenswertes, neues, schulungen, schulung, tipps, nachrichten, abonnieren',
    gated: 'whitepaper, vorlagen, vorlage, checkliste, checklisten, muster vorlagen, downloads, studie, studien',
    library: 'ressourcen, mediathek, downloadbereich, infothek, wissensbereich',
    Events:
      'veranstaltungen, veranstaltung, messe, messen, seminare, seminar, termine, webinare, messetermine, fachmesse, workshops, hausmesse',
    Partners:
      'partnerprogramm, vertriebspartner, handler, haendler, wiederverkaufer, wiederverkaeufer, lieferanten, lieferant, partner werden, handler werden, haendler werden, partnerportal, empfehlungsprogramm, fachhandler, fachhaendler, werde partner, partnerschaft, kooperation, kooperationen, affiliate programm, affiliateprogramm, partnernetzwerk, partner programm, empfehlen, fachhandelspartner',
    'Find a Job':
      'karriere, stellenangebote, stellenangebot, stellen, offene stellen, jobangebote, bewerbung, bewerben, ausbildung, praktikum, praktika, arbeiten bei, arbeiten bei uns, stellenanzeigen, stellenausschreibung, stellenausschreibungen, jobborse, jobboerse, mitarbeiten, initiativbewerbung, azubi, berufseinsteiger, duales studium, vorstellungsgesprach, arbeite bei uns, arbeiten mit uns, komm ins team, komm in unser team, werde teil des teams, wir suchen dich, wir stellen ein, jobs und karriere, stellenmarkt, mitarbeiter gesucht, ausbildungsplatze, ausbildungsplaetze',
    Support:
      'hilfe, hilfecenter, hilfebereich, kundenservice, kundendienst, haufige fragen, haeufige fragen, fragen und antworten, storung, stoerung, storungen, stoerungen, reparatur, garantie, reklamation, kundigung, kuendigung, kundigen, kuendigen, supportanfrage, wartung, ersatzteile, fehler melden',
    orders:
      'ruckgabe, rueckgabe, retoure, retouren, sendungsverfolgung, versand, lieferung, widerruf, umtausch, erstattung',
    Login:
      'anmelden, anmeldung, einloggen, mein konto, konto, kundenkonto, kundenportal, kundenbereich, passwort vergessen, passwort, rechnungen, einstellungen, mein bereich, abmelden, ubersicht, profil, benutzer, auftrage',
    Legal:
      'impressum, datenschutz, datenschutzerklarung, datenschutzerklaerung, agb, nutzungsbedingungen, rechtliches, widerrufsbelehrung, newsletter abmelden, barrierefreiheit, hinweisgeber, cookie einstellungen, lieferkettengesetz, dsgvo, datenschutz grundverordnung',
    giveaway: 'gewinnspiel, gewinnspiele, verlosung, adventskalender',
    Home: 'startseite, willkommen',
    about:
      'uber uns, ueber uns, unternehmen, firma, wir, das team, geschichte, philosophie, standorte, standort, presse, pressebereich, nachhaltigkeit, ansprechpartner, danke, suche, werte, kultur, investoren',
    plans: 'preise, tarife',
    guide: 'leitfaden',
  },
  within: {
    'Find a Job':
      'stellenangebot*, stellenausschreibung*, karriere, bewerbung, arbeiten bei, ausbildung zum, ausbildung zur, praktikum',
    giveaway: 'gewinnspiel*, verlosung',
    Support: 'hilfe, kundenservice, kundigung, haufige fragen',
    Partners: 'partnerprogramm, partner werden, handler werden, vertriebspartner',
    Demo: 'kontakt*, angebot anfordern, angebotsanfrage*, anfrage, anfordern, testen, testversion, termin vereinbaren, beratungsgesprach, rueckruf, ruckruf, livedemo, onlinedemo, sprechen sie, kontaktieren sie',
    Pricing: 'preis*, produktpreis*, kosten, tarife, kostenrechner',
    Comparison: 'vergleich*, alternative zu, alternativen zu',
    Customers: 'referenz*, kundenstimmen, fallstudie, erfolgsgeschichte, kundenprojekt*',
    Security: 'datensicherheit, sicherheit',
    Events: 'webinar*, messe, seminar*',
    Product:
      'produkt*, losung*, loesung*, funktion*, leistungen, datenblatt, broschure, katalog, software fur, software fuer',
    Blog: 'ratgeber, was ist, was sind, so gelingt, tipps, wie sie, leitfaden',
    gated: 'vorlage, checkliste, whitepaper',
    Legal: 'datenschutz*, nutzungsbedingungen',
  },
  labels: {
    Legal: 'newsletter abmelden, abbestellen, austragen',
    'Find a Job':
      'bewerbung absenden, bewerbung abschicken, bewerbung senden, jetzt bewerben, bewerben, lebenslauf hochladen, bewerbung*, offene stellen, stellenangebote, initiativbewerbung, =karriere, =jobs, zu den jobs',
    giveaway: 'am gewinnspiel teilnehmen, jetzt teilnehmen, teilnehmen und gewinnen, gewinnspiel*, verlosung',
    Support:
      'ticket erstellen, ticket absenden, storung melden, stoerung melden, problem melden, kundigen, kuendigen, abo kundigen, vertrag kundigen, vertrag kuendigen, kundigung absenden, support kontaktieren, reklamation, supportanfrage, =hilfe, =support, =kundenservice, =faq, hilfe und support, zur hilfe, zum support',
    Partners: 'partner werden, handler werden, haendler werden, partnerprogramm, wiederverkaufer werden, =partner',
    Blog: 'newsletter, abonnieren, weiterlesen, artikel lesen, newsletter anmelden, =blog, =aktuelles, =magazin, im blog, zum blog, blog lesen, mehr artikel',
    upgrade:
      'kaufen, jetzt kaufen, bestellen, zur kasse, kostenpflichtig bestellen, upgraden, tarif wahlen, tarif waehlen, paket wahlen, buchen, jetzt bestellen',
    Demo: 'angebot, angebot anfordern, angebot anfragen, unverbindliches angebot, anfrage, anfrage senden, anfragen, demo*, vorfuhrung, beratung, beratungsgesprach, beratungsgespraech, termin, termin buchen, kontakt, kontaktieren, vertrieb, testen, kostenlos testen, testversion, ruckruf, rueckruf, muster anfordern, nachricht senden, anrufen, absenden, kontakt aufnehmen, sprechen sie',
    Events:
      'platz sichern, platz reservieren, zum webinar, webinar*, aufzeichnung ansehen, zur veranstaltung, anmeldung zum',
    Pricing: 'preis*, tarife, pakete, in den warenkorb, warenkorb, kosten, berechnen, ersparnis',
    Comparison: 'vergleich*',
    Customers: 'referenz*, kundenstimmen, erfolgsgeschichte, fallstudie, praxisbericht',
    gated: 'herunterladen, leitfaden, whitepaper, checkliste, vorlage',
    Product:
      'broschure, broschuere, datenblatt, katalog, prospekt, funktionen, mehr erfahren, produkt*, konto erstellen, registrieren, so funktioniert',
    Login: 'passwort, rechnung, speichern, zurucksetzen',
    signin: 'anmelden, einloggen, login, log in, jetzt anmelden, jetzt einloggen, kundenlogin',
    register: 'registrieren sie sich, eintragen, jetzt eintragen, mich anmelden',
    send: 'senden, abschicken, einreichen',
    control:
      'suche, suchen, suche starten, los, ja, nein, schliessen, abbrechen, menu offnen, menu schliessen, navigation, zuruck, zuruck nach oben, nach oben, uberspringen, zum inhalt springen, verstanden, nein danke, nicht jetzt, spater, filtern, filter anwenden, zurucksetzen, sortieren, teilen, drucken, deutsch, sprache, sprache wahlen, sprache wechseln, land wahlen, wahrung, wahrung wahlen, wahrung wechseln, menge, anzahl, menge andern, warenkorb aktualisieren, gutschein, gutschein einlosen, gutscheincode, rabattcode, akzeptieren, alle akzeptieren, alles akzeptieren, alle cookies, zustimmen, ich stimme zu, allen zustimmen, ablehnen, alle ablehnen, alles ablehnen, nur notwendige, nur essenzielle, auswahl speichern, auswahl erlauben, alle zulassen, cookie einstellungen, cookies, datenschutz, datenschutzeinstellungen, datenschutzerklarung, einwilligung, einstellungen verwalten, impressum',
  },
  chat: {
    away: 'kein interesse, nicht interessiert, keine mails mehr, aus dem verteiler, keine werbung, keine weiteren mails, bachelorarbeit, masterarbeit, hausarbeit, seminararbeit, diplomarbeit, studentin, student, journalist, journalistin, redaktion, nicht kaufen, kein kauf, anderen anbieter entschieden, fur einen anderen anbieter, mitbewerber, suchmaschinenoptimierung, linkaufbau, gastbeitrag, marktstudie, falsche nummer, abbestellen, wir bieten ihnen, ich bin student, ich bin studentin',
    job: 'bewerbung, bewerben, stelle als, stellenanzeige, offene stellen, freie stellen, praktikum, praktikumsplatz, ausbildung, ausbildungsplatz, lebenslauf, vorstellungsgesprach, vorstellungsgespraech, einen job, nebenjob, gehalt, initiativbewerbung, quereinsteiger, werkstudent, quereinstieg, arbeiten sie, stellt ihr, praktika, praktikant, praktikantin, praktikum*, stellen frei, suchen sie noch',
    partner:
      'partner werden, partnerprogramm, vertriebspartner, wiederverkaufer, wiederverkaeufer, provision, handler werden, haendler werden, kooperation, partnerschaft, vertrieb ubernehmen, weiterverkaufen, systemhaus, handlermarge, haendlerkonditionen, weiterempfehlen, empfehlungsprovision, implementierungspartner, reseller, affiliate, white label',
    support:
      'funktioniert nicht, geht nicht, gehen nicht, fehler, fehlermeldung, kann mich nicht, passwort, nicht einloggen, nicht anmelden, einloggen, absturz, sturzt ab, stuerzt ab, hangt, langsam, seit dem update, seit gestern, seit heute, rechnung falsch, meine rechnung, unsere rechnung, doppelt abgebucht, abgebucht, kundigen, kuendigen, kundigung, kuendigung, storung, stoerung, ruckerstattung, erstattung, meine bestellung, lieferung, paket, nicht angekommen, mein konto, unser konto, zurucksetzen, zuruecksetzen, ticket, verschwunden, wo finde ich, wie kann ich, ladt nicht, laedt nicht, synchronisiert nicht, kaputt, defekt, reklamation, ersatzteil, garantie, leer angezeigt, bleibt',
    early:
      'nur informieren, erst mal umschauen, erstmal umschauen, nur umschauen, noch kein projekt, kein projekt, keine eile, eilt nicht, nachstes jahr, naechstes jahr, nachsten jahr, naechsten jahr, noch nicht, irgendwann, unverbindlich umsehen, spater, spaeter, nur aus neugier, noch kein budget, kein budget, noch in der planung, ganz am anfang, perspektivisch, langfristig',
    buy: 'preis, preise, kosten, kostet, angebot, demo, testen, testzugang, budget, vertrag, kaufen, bestellen, bestellung aufgeben, lizenz, lizenzen, nutzer, mitarbeiter, arbeitsplatze, standorte, benotigen, benoetigen, wir suchen, wir brauchen, ich suche, rabatt, staffelpreise, wechseln, umsteigen, ablosen, einfuhren, einfuehren, beratung, termin, anrufen, ruckruf, rueckruf, ausschreibung, einsetzen, lieferzeit, stuck, stueck, muster, monatlich, jahrlich, jaehrlich, tarif, anfrage',
    closing:
      'angebot fur, angebot fuer, ein angebot, was kostet, was kosten, wie viel kostet, kosten fur, kosten fuer, preis fur, preis fuer, bestellen, wir mochten, wir moechten, weitere lizenzen, zusatzliche lizenzen, vertrag schicken, vertrag zusenden, unterschreiben, demo vereinbaren, termin vereinbaren, bitte um ruckruf, rufen sie, heute noch, diese woche, bis ende, auftrag erteilen, budget ist freigegeben, freigegeben, entschieden',
    stake:
      'zahlen, bezahlen, gebuhr, gebuhren, gunstiger, mieten, brauchen, brauche, entscheiden, wollen, mochten, abonnement, abo, konditionen, sonst, ansonsten, enthalten, wenn ja',
    able: 'unterschied zwischen, lauft das, laeuft das, lauft es, funktioniert das, funktioniert es, funktioniert die, schnittstelle, schnittstellen, anbindung, integration, integrieren, verbinden, synchronisieren, synchronisiert, kompatibel, importieren, exportieren, import, export, offline, api, sso, unterstutzt, unterstutzen sie, gehostet, gespeichert, dsgvo, handy, ipad, tablet, app, mandantenfahig, mehrsprachig, sprachen, kostenlose version, gratis version, kostenlosen tarif, kostenloser tarif, gratisversion',
  },
};
