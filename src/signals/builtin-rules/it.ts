import type { Language } from './topics.ts';

export const it: Language = {
  code: 'it',
  whole: {
    Pricing:
      'prezzi, prezzo, tariffe, tariffa, piani, piano, piani e prezzi, prezzi e piani, listino, listino prezzi, costi, costo, quanto costa, carrello, abbonamenti, abbonamento, pacchetti, offerte, calcolatore, calcola il risparmio, simulatore, finanziamento, noleggio',
    upgrade:
      'cassa, pagamento, cambia piano, scegli piano, acquista, acquistare, sottoscrivi, abbonati, acquista ora, compra, compra ora, ordina',
    Demo: 'demo, richiedi demo, richiedi una demo, richiesta demo, prenota demo, prenota una demo, dimostrazione, preventivo, preventivi, richiedi preventivo, richiedi un preventivo, richiesta preventivo, preventivo gratuito, contatti, contattaci, contatto, contatta, prova, prova gratuita, prova gratis, provalo, consulenza, consulenza gratuita, appuntamento, prenota, prenota appuntamento, prenota una consulenza, richiesta informazioni, richiedi informazioni, richiesta, parla con noi, parla con un esperto, commerciale, vendite, ti richiamiamo, campione, campioni, campionatura, sopralluogo, inizia, inizia ora, parliamone, parla con un consulente, scrivici, chiamaci, guarda la demo, vedi la demo',
    Product:
      'prodotto, prodotti, i nostri prodotti, funzionalita, funzioni, caratteristiche, soluzioni, soluzione, piattaforma, servizi, servizio, settori, settore, casi d uso, casi duso, integrazioni, come funziona, vantaggi, negozio, catalogo, cataloghi, tecnologia, macchine, macchinari, impianti, software, moduli, scheda tecnica, schede tecniche, brochure, registrati, registrazione, crea account, aziende, per le aziende, pmi, applicazioni, gamma, perche noi',
    Comparison:
      'confronto, confronta, confronti, comparazione, alternative, alternativa, concorrenti, passa a, migrazione',
    Customers:
      'clienti, i nostri clienti, casi di successo, caso di successo, storie di successo, casi studio, caso studio, case history, testimonianze, testimonianza, referenze, progetti, recensioni, realizzazioni, storie, dicono di noi, portfolio, storie dei clienti, storie di clienti, esempi di successo, casi reali, cosa dicono di noi, case studies, success stories',
    Security: 'sicurezza, conformita, certificazioni, sicurezza dei dati, affidabilita',
    diligence: 'accordo trattamento dati, nomina responsabile, contratto quadro, sub responsabili, ordine di acquisto',
    Docs: 'documentazione, sviluppatori, manuali, manuale, manuale utente, guida utente, note di rilascio, istruzioni',
    Blog: 'notizie, novita, articoli, articolo, glossario, approfondimenti, consigli, magazine, accademia, rivista, formazione, corsi, rubrica, dizionario, iscriviti alla newsletter, attualita',
    gated: 'scarica, modelli, modello, white paper, rapporto, report, studio, scaricabili',
    library: 'risorse, centro risorse, biblioteca',
    Events:
      'eventi, evento, webinar, fiere, fiera, seminari, seminario, convegni, convegno, workshop, conferenze, open day',
    Partners:
      'partner, diventa partner, rivenditori, rivenditore, diventa rivenditore, affiliati, affiliazione, programma partner, programma di affiliazione, distributori, distributore, diventa distributore, fornitori, fornitore, collaborazioni, agenti, segnalatori, concessionari, franchising, programma affiliati, programma di partnership, programma rivenditori, rete di partner, diventa affiliato, segnala un amico',
    'Find a Job':
      'lavora con noi, lavorare con noi, lavorare in, carriere, carriera, posizioni aperte, posizione aperta, offerte di lavoro, offerta di lavoro, lavoro, candidatura, candidature, candidati, tirocinio, tirocini, stage, unisciti a noi, unisciti, entra nel team, opportunita di lavoro, invia cv, colloquio, selezione, entra in squadra, unisciti al team, vieni a lavorare con noi, vieni a lavorare, le nostre posizioni, cerchiamo te',
    Support:
      'assistenza, aiuto, supporto, centro assistenza, centro di assistenza, assistenza clienti, servizio clienti, domande frequenti, garanzia, assistenza tecnica, guasti, disdetta, reclami, ricambi, stato dei servizi, manutenzione',
    orders:
      'resi, reso, rimborsi, rimborso, spedizioni, spedizione, consegna, traccia ordine, tracciamento, stato ordine',
    Login:
      'accedi, accesso, area clienti, area cliente, area riservata, area utente, il mio account, mio account, profilo, fatture, password dimenticata, recupera password, impostazioni, i miei ordini, utenti, bacheca, esci',
    Legal:
      'note legali, informativa privacy, privacy, condizioni, termini, termini e condizioni, condizioni generali, condizioni di vendita, informativa cookie, disiscrizione, annulla iscrizione, whistleblowing, accessibilita, codice etico, trasparenza, rgpd',
    giveaway: 'concorso, concorsi, estrazione, vinci, lotteria',
    Home: 'inizio, pagina iniziale, benvenuto',
    about:
      'chi siamo, azienda, l azienda, la societa, il team, la nostra storia, storia, missione, valori, sostenibilita, sedi, dove siamo, stampa, area stampa, rassegna stampa, grazie, cerca, gruppo, il gruppo, persone, investitori',
    plans: 'prezzi, piani',
    guide: 'guide, guida',
  },
  within: {
    'Find a Job':
      'lavora con, lavorare in, offerte di lavoro, offerta di lavoro, posizioni aperte, candidatura, tirocinio',
    giveaway: 'concorso, estrazione',
    Support: 'servizio clienti, assistenza clienti, domande frequenti, assistenza tecnica',
    Partners: 'diventa partner, programma partner, diventa rivenditore, diventa distributore',
    Demo: 'preventivo, demo, contatti, contattaci, prova gratuita, prova gratis, consulenza, prenota, richiedi, richiesta, appuntamento, sopralluogo, parla con',
    Pricing: 'prezz*, listino, tariffe, quanto costa, costi, piani',
    Comparison: 'confront*, alternativa a, alternative a',
    Customers: 'caso di successo, casi di successo, caso studio, testimonianz*, case history',
    Security: 'sicurezza',
    Events: 'webinar*, fiera, convegno, evento',
    Product: 'prodott*, funzionalita, soluzioni, soluzione, software per, scheda tecnica, catalogo, gestionale',
    Blog: 'cos e, cosa e, che cos, come fare, come scegliere, guida, consigli, perche, glossario',
    gated: 'modello, scarica, ebook',
    Legal: 'note legali, informativa, condizioni generali',
  },
  labels: {
    Legal: 'disiscriviti, annulla iscrizione, cancella iscrizione, disiscrivimi',
    'Find a Job':
      'invia candidatura, candidati, candidatura, invia cv, allega cv, carica cv, invia il tuo cv, posizioni aperte, lavora con noi, invia curriculum, =carriere, =lavora con noi',
    giveaway: 'partecipa al concorso, partecipa, partecipa all estrazione, vinci',
    Support:
      'apri ticket, invia ticket, apri un ticket, segnala un problema, segnala problema, disdici, disdetta, annulla abbonamento, contatta l assistenza, richiedi assistenza, reclamo, =aiuto, =assistenza, =supporto, serve aiuto, domande frequenti',
    Partners:
      'diventa partner, diventa rivenditore, diventa affiliato, programma partner, diventa distributore, =partner',
    Blog: 'iscriviti alla newsletter, newsletter, leggi di piu, leggi tutto, leggi l articolo, abbonati alla newsletter, =blog, =notizie, il blog, sul blog, nostro blog',
    upgrade:
      'acquista, acquista ora, compra, compra ora, ordina, ordina ora, procedi all ordine, vai alla cassa, paga, abbonati, scegli piano, passa a, attiva',
    Demo: 'demo, dimostrazione, preventivo, richiedi preventivo, prova, prova gratis, prova gratuita, prova ora, contattaci, contatta, contatti, parla con, consulenza, appuntamento, prenota, chiamaci, chiama, richiamami, fatti richiamare, invia richiesta, invia messaggio, invia la richiesta, invia, richiedi, richiedi informazioni, campione, sopralluogo, inizia, inizia ora, commerciale, offerta',
    Events:
      'iscriviti al webinar, riserva il posto, prenota il posto, prenota il tuo posto, guarda la registrazione, webinar*',
    Pricing: 'prezz*, piani, tariffe, aggiungi al carrello, carrello, calcola, risparmio, costi, listino',
    Comparison: 'confronta, confronto',
    Customers: 'caso di successo, caso studio, testimonianze, leggi il caso, clienti',
    gated: 'scarica, scarica la guida, scarica guida, ricevi la guida, guida, ebook',
    Product:
      'catalogo, scheda tecnica, brochure, funzionalita, scopri, scopri di piu, maggiori informazioni, crea account, registrati, come funziona',
    Login: 'password, fattura, salva, reimposta',
    signin: 'accedi, entra, login, accesso, area clienti, area riservata',
    register: 'iscriviti, iscrizione, iscrivimi',
    send: 'inoltra, inviare',
    control:
      'cerca, ricerca, ok, si, no, chiudi, annulla, menu, apri menu, chiudi menu, indietro, torna su, torna in alto, salta, vai al contenuto, ho capito, no grazie, non ora, piu tardi, filtra, filtri, azzera, azzera filtri, cancella filtri, ordina per, condividi, stampa, italiano, lingua, cambia lingua, scegli lingua, paese, valuta, cambia valuta, quantita, aggiorna quantita, aggiorna carrello, codice sconto, applica codice, applica coupon, coupon, buono sconto, accetta, accetta tutti, accetta tutto, accetta i cookie, accetto, consenti tutti, rifiuta, rifiuta tutti, rifiuta tutto, solo necessari, solo i necessari, continua senza accettare, gestisci cookie, impostazioni cookie, cookie, privacy, preferenze, salva preferenze, note legali',
  },
  chat: {
    away: 'non mi interessa, non ci interessa, non sono interessato, non siamo interessati, non sono interessata, smettete di, non contattatemi, cancellatemi, toglietemi, disiscrivere, studente, studentessa, tesi, tesina, dottorato, giornalista, redazione, articolo su, concorrente, non vogliamo comprare, non intendo acquistare, nessun acquisto, altro fornitore, scelto un altro, offriamo servizi, posizionamento seo, ricerca di mercato, numero sbagliato, per l universita',
    job: 'lavorare con voi, lavorare da voi, lavoro, posizione aperta, posizioni aperte, candidatura, candidarmi, candidati, curriculum, mio cv, il cv, colloquio, stage, tirocinio, apprendistato, assumete, assumendo, state assumendo, stipendio, offerta di lavoro, annuncio di lavoro, selezione del personale, ricerca personale, tirocini, stagista, stagisti, stages, posizioni',
    partner:
      'diventare partner, diventare rivenditore, diventare rivenditori, diventare vostri, rivenditore, rivenditori, rivendere, rivendita, diventare partner, vostro partner, collaborazione, collaborare, commissione, commissioni, provvigione, provvigioni, affiliazione, affiliato, distributore, distributori, distribuire, integratore, white label, segnalatore, agenzia partner, margini',
    support:
      'non funziona, non funzionano, non va, non riesco, non riusciamo, non si apre, non carica, non si carica, non arriva, non arrivata, non e arrivato, non ho ricevuto, errore, errori, bloccato, bloccata, si blocca, si chiude, password, accedere, accesso al mio, lento, dall aggiornamento, dopo l aggiornamento, da ieri, da stamattina, mia fattura, fattura errata, addebitato, addebito, due volte, rimborso, disdire, disdetta, annullare l abbonamento, mio ordine, mio pacco, pacco, mio account, nostro account, mio abbonamento, nostro abbonamento, ticket, come faccio, come posso, dove trovo, sparito, spariti, scomparso, scomparsi, rotto, guasto, garanzia, assistenza',
    early:
      'solo per curiosita, per curiosita, solo curiosando, sto solo guardando, solo un occhiata, dando un occhiata, senza fretta, non c e fretta, non abbiamo fretta, nessuna fretta, non urgente, l anno prossimo, anno prossimo, piu avanti, un giorno, non ancora, nessun progetto, ancora nessun, senza budget, non abbiamo budget, per ora, per il momento, in futuro, valutando in generale',
    buy: 'prezzo, prezzi, costa, costano, quanto, costo, costi, preventivo, demo, dimostrazione, prova, budget, contratto, comprare, acquistare, acquisto, ordinare, licenza, licenze, utenti, dipendenti, sedi, negozi, abbiamo bisogno, ci serve, ci servono, mi serve, cerchiamo, cerco, stiamo cercando, sconto, volume, migrare, passare da, sostituire, appuntamento, chiamare, richiamare, chiamata, gara d appalto, tempi di consegna, campione, pezzi, al mese, mensile, annuale, piano, pacchetto, consulente, commerciale, installazione',
    closing:
      'quanto costa, quanto costano, quanto costerebbe, quanto verrebbe, qual e il prezzo, che prezzo, un preventivo, preventivo per, prezzo per, una demo, prenotare una, firmare, ordine di acquisto, licenze aggiuntive, altre licenze, utenti aggiuntivi, vogliamo acquistare, vorremmo acquistare, vorrei acquistare, vorremmo ordinare, potete chiamarmi, chiamatemi, mi chiamate, richiamatemi, questa settimana, oggi stesso, entro fine, budget approvato, inviare il contratto, mandare il contratto, parlare con un commerciale, abbiamo scelto',
    stake:
      'pagare, canone, noleggio, noleggiare, vogliamo, vorremmo, vorrei, scegliere, decidere, abbonamento, altrimenti, incluso, inclusa',
    able: 'differenza tra, si integra, integra con, integrazione con, integrazioni, integrare, si collega, collegare, si sincronizza, compatibile, importare, esportare, funziona con, funziona su, funziona senza, offline, api, sso, conservati, ospitati, gdpr, cellulare, tablet, supportate, supporta, piu sedi, piano gratuito, versione gratuita, piano gratis',
  },
};
