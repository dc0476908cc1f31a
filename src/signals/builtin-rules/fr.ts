import type { Language } from './topics.ts';

export const fr: Language = {
  code: 'fr',
  whole: {
    Pricing:
      'tarifs, tarif, prix, nos tarifs, nos prix, offres, nos offres, formules, forfaits, abonnements, abonnement, panier, simulateur, calculateur, cout, couts, grille tarifaire, combien ca coute, simulation, estimation, financement, tarification, plans et tarifs',
    upgrade:
      'paiement, passer commande, changer de formule, choisir une formule, mise a niveau, commande, commander, acheter, achat, souscrire, souscription, souscrivez, acheter maintenant, commandez',
    Demo: 'demo, demander une demo, demande de demo, reserver une demo, planifier une demo, demonstration, demande de demonstration, demander une demonstration, devis, demande de devis, demander un devis, devis gratuit, devis en ligne, contact, contactez nous, nous contacter, contacter, essai, essai gratuit, essayer, essayer gratuitement, tester, rendez vous, prendre rendez vous, prise de rendez vous, rdv, prendre rdv, etre rappele, rappel, demande, demande d information, contact commercial, parler a un expert, echantillon, echantillons, audit gratuit, demarrer, commencer, visite, parlez nous, parlons en, parlons, discutons, echangeons, nous parler, parlez a un expert, ecrivez nous, nous joindre, contacter un conseiller, voir une demo, voir la demo',
    Product:
      'produit, produits, nos produits, fonctionnalite, fonctionnalites, solutions, nos solutions, solution, plateforme, secteurs, secteur, secteurs d activite, cas d usage, cas dusage, usages, integrations, avantages, comment ca marche, comment ca fonctionne, prestations, services, nos services, catalogue, boutique, fiche technique, fiches techniques, metiers, technologie, logiciel, machines, gamme, gammes, inscription, creer un compte, brochure, plaquette, pourquoi nous, nos expertises, expertises, modules, entreprises, pme, eti',
    Comparison:
      'comparatif, comparatifs, comparaison, comparer, alternatives, alternative, concurrents, changer de logiciel, migration',
    Customers:
      'clients, nos clients, temoignages, temoignage, temoignages clients, etudes de cas, etude de cas, cas clients, cas client, references, nos references, realisations, nos realisations, projets, avis, avis clients, ils nous font confiance, success stories, histoires clients, exemples clients, histoires de reussite, retours d experience, retour d experience, ils temoignent, reussites, recits clients',
    Security: 'securite, conformite, certifications, confiance, hebergement, securite des donnees',
    diligence: 'sous traitants, accord de traitement, contrat cadre, contrat de service, bon de commande',
    Docs: 'documentation, developpeurs, developpeur, guide utilisateur, guide d utilisation, mode d emploi, manuel, manuels, notes de version, notices, notice',
    Blog: 'actualites, actualite, actus, articles, lexique, glossaire, conseils, magazine, academie, le blog, infos, dossiers, dossier, formation, formations, nouveautes, definition, definitions, baladodiffusion, abonnez vous',
    gated:
      'livre blanc, livres blancs, modele, modeles, telechargement, telechargements, telecharger, etude, etudes, infographie, barometre',
    library: 'ressources, centre de ressources, mediatheque, bibliotheque',
    Events:
      'evenements, evenement, webinaire, webinaires, webinars, salon, salons, conferences, atelier, ateliers, portes ouvertes, agenda, seminaire, seminaires',
    Partners:
      'partenaires, partenaire, nos partenaires, partenariat, partenariats, devenir partenaire, revendeurs, revendeur, devenir revendeur, affiliation, distributeurs, distributeur, fournisseurs, fournisseur, programme partenaire, programme partenaires, parrainage, apporteur d affaires, integrateurs, franchise, programme d affiliation, programme affiliation, programme d affilies, programme de partenariat, programme de parrainage, programme revendeur, programme revendeurs, affilies, devenir affilie, reseau de partenaires',
    'Find a Job':
      'carrieres, carriere, recrutement, recrute, emploi, emplois, offres emploi, offres d emploi, offres demploi, offre d emploi, nous rejoindre, rejoignez nous, rejoindre, postuler, candidature, candidatures, candidature spontanee, stage, stages, alternance, on recrute, nous recrutons, postes, metiers et carrieres, entretien, travailler chez nous, travaillez chez nous, travailler avec nous, venez travailler, rejoignez l equipe, rejoindre l equipe, rejoins nous, nos offres d emploi, postes ouverts, postes a pourvoir',
    Support:
      'aide, assistance, centre d aide, centre daide, service client, service clients, sav, garantie, questions frequentes, foire aux questions, depannage, incidents, resiliation, resilier, reclamation, support technique, pieces detachees, etat des services',
    orders:
      'retours, retour, remboursement, remboursements, livraison, livraisons, suivi de commande, suivi commande, suivre ma commande, echanges',
    Login:
      'connexion, se connecter, identification, mon compte, compte, espace client, espace clients, espace personnel, mot de passe oublie, mot de passe, factures, mes factures, parametres, profil, deconnexion, tableau de bord, mes commandes, utilisateurs',
    Legal:
      'mentions legales, confidentialite, politique de confidentialite, politique confidentialite, cgu, cgv, conditions generales, conditions, donnees personnelles, vie privee, se desabonner, desabonnement, desinscription, politique de cookies, accessibilite, rgpd',
    giveaway: 'concours, jeu concours, jeux concours, tirage au sort, loterie',
    Home: 'accueil, bienvenue',
    about:
      'a propos, qui sommes nous, equipe, notre equipe, l equipe, entreprise, la societe, societe, notre histoire, histoire, presse, espace presse, valeurs, nos valeurs, engagements, rse, nos agences, agences, implantations, merci, recherche, le groupe, groupe, investisseurs, direction, contactez la presse',
    plans: 'tarifs',
    guide: 'guide, guides',
  },
  within: {
    'Find a Job':
      'recrutement, offre d emploi, offres d emploi, rejoignez nous, carrieres, postuler, candidature, travailler chez',
    giveaway: 'jeu concours, tirage au sort',
    Support: 'centre d aide, service client, questions frequentes, resiliation',
    Partners:
      'devenir partenaire, programme partenaire, devenir revendeur, partenariat, affiliation, affilies, parrainage, revendeurs',
    Demo: 'devis, demande de, contactez, essai gratuit, rendez vous, demonstration, prendre rdv, nous contacter, parler a, audit gratuit',
    Pricing: 'tarif*, prix, formules, combien coute, cout',
    Comparison: 'comparatif*, comparaison, alternative a, alternatives a',
    Customers: 'temoignage*, etude de cas, cas client, realisations, avis clients',
    Security: 'securite',
    Events: 'webinaire*, salon, conference',
    Product: 'produit*, fonctionnalite*, solution, solutions, fiche technique, logiciel, catalogue, plaquette',
    Blog: 'qu est ce, comment, guide, pourquoi, conseils, definition, lexique',
    gated: 'livre blanc, modele, telecharger',
    Legal: 'mentions legales, confidentialite, conditions generales',
  },
  labels: {
    Legal: 'se desabonner, desabonner, me desinscrire, se desinscrire, desinscription',
    'Find a Job':
      'postuler, envoyer ma candidature, candidature, deposer mon cv, envoyer mon cv, deposer un cv, voir les offres d emploi, nos offres d emploi, rejoindre l equipe, =carrieres, =recrutement, =emplois, =nous rejoindre, rejoignez nous',
    giveaway: 'participer au concours, participer au jeu, je participe, participer, tirage au sort',
    Support:
      'envoyer le ticket, ouvrir un ticket, creer un ticket, signaler un probleme, resilier, resiliation, contacter le support, obtenir de l aide, annuler mon abonnement, reclamation, =aide, =assistance, =support, =faq, besoin d aide, centre d aide',
    Partners:
      'devenir partenaire, devenir revendeur, devenir affilie, programme partenaire, devenir distributeur, =partenaires',
    Blog: 's abonner, newsletter, infolettre, lire l article, lire la suite, je m abonne, abonnez vous, recevoir la newsletter, =blog, =actualites, le blog, notre blog, voir le blog',
    upgrade:
      'acheter, commander, passer commande, payer, valider la commande, valider mon panier, passer a, choisir cette formule, choisir, souscrire, mettre a niveau',
    Demo: 'demo, demonstration, devis, demande de devis, essai, essai gratuit, essayer, tester, rendez vous, rdv, prendre rendez vous, contacter, nous contacter, contactez nous, etre rappele, rappelez moi, parler a, appeler, envoyer ma demande, envoyer la demande, envoyer ma demande de devis, envoyer le message, envoyer, echantillon, commencer, demarrer, commercial, reserver un creneau',
    Events: 'je m inscris au webinaire, s inscrire au webinaire, reserver ma place, voir le replay, webinaire*',
    Pricing: 'tarif*, prix, formules, offres, ajouter au panier, panier, calculer, estimer, simuler, couts, economies',
    Comparison: 'comparer, comparatif',
    Customers: 'temoignage*, cas client, etude de cas, realisations',
    gated: 'telecharger, recevoir le guide, obtenir le guide, livre blanc, guide',
    Product:
      'brochure, plaquette, fiche technique, catalogue, fonctionnalites, en savoir plus, decouvrir, creer un compte, creer mon compte, comment ca marche',
    Login: 'mot de passe, facture, enregistrer, reinitialiser',
    signin: 'se connecter, connexion, me connecter, je me connecte, login, espace client, s identifier',
    register: 'inscription, s inscrire, je m inscris, m inscrire',
    send: 'soumettre, valider ma demande',
    control:
      'rechercher, recherche, chercher, ok, oui, non, fermer, annuler, menu, ouvrir le menu, fermer le menu, retour, retour en haut, haut de page, passer, aller au contenu, compris, j ai compris, non merci, plus tard, pas maintenant, filtrer, filtres, reinitialiser, trier, partager, imprimer, francais, langue, changer de langue, choisir la langue, pays, devise, changer de devise, quantite, modifier la quantite, mettre a jour le panier, code promo, appliquer le code, appliquer le coupon, bon de reduction, accepter, tout accepter, j accepte, accepter et fermer, accepter les cookies, continuer sans accepter, refuser, tout refuser, refuser tout, parametrer, parametrer les cookies, personnaliser, gerer les cookies, cookies, confidentialite, politique de confidentialite, preferences, gerer mes preferences, enregistrer mes choix, mentions legales',
  },
  chat: {
    away: 'pas interesse, pas interessee, plus interesse, ne plus recevoir, ne me contactez plus, desabonner, desinscrire, etudiant, etudiante, ma these, devoir scolaire, mon ecole, journaliste, redaction, un article, un concurrent de, pas acheter, aucun achat, n achetons, autre prestataire, autre fournisseur, choisi un autre, referencement, netlinking, nos services a, faire un don, association caritative, etude de marche, mauvais numero, mon memoire, nous proposons nos services, nous proposons des services',
    job: 'recrutez, recrutement, candidature, postuler, mon cv, stage, alternance, offre d emploi, emploi, poste de, un poste, entretien, embauche, embauchez, lettre de motivation, salaire, apprentissage, job d ete, interim, stages, stagiaire, stagiaires, alternant, des postes, apprenti',
    partner:
      'partenaire, partenariat, devenir revendeur, revendeur, revendre, revendeurs, commission, commissions, affiliation, apporteur d affaires, distributeur, distribuer, integrateur, marque blanche, programme partenaire, recommander a nos clients, marge, co marketing',
    support:
      'ne fonctionne pas, ne fonctionne plus, ne marche pas, ne marche plus, erreur, un bug, bloque, bloquee, plante, mot de passe, me connecter, connecter a mon, impossible de, je n arrive pas, n arrive plus, panne, lent, depuis la mise a jour, depuis hier, depuis ce matin, ma facture, facture erronee, preleve, debite, deux fois, remboursement, resilier, resiliation, ma commande, mon colis, colis, livraison en retard, pas recu, jamais recu, mon compte, notre compte, mon abonnement, notre abonnement, ticket, comment je, comment puis je, ou trouver, disparu, ne s affiche, ne se synchronise, ne charge, casse, sav, garantie',
    early:
      'juste me renseigner, simplement me renseigner, pas de projet, aucun projet, pas presse, pas pressee, pas urgent, rien d urgent, l annee prochaine, l an prochain, plus tard, un jour, pas encore, pour l instant, en reflexion, reflexion, simple curiosite, par curiosite, pas de budget, a terme, eventuellement',
    buy: 'prix, tarif, tarifs, cout, coute, combien, devis, demo, demonstration, essai, budget, contrat, acheter, commander, commande de, licence, licences, utilisateurs, collaborateurs, salaries, postes, besoin, nous cherchons, je cherche, on cherche, remise, reduction, volume, passer a, migrer, remplacer, changer de, rendez vous, appeler, rappeler, appel d offres, delai, delais, livraison de, echantillon, par mois, par an, annuel, abonnement, formule, offre, facturer, conseiller, commercial',
    closing:
      'un devis, devis pour, quel prix, quel tarif, quel est le prix, quel est le tarif, combien coute, combien ca coute, combien pour, prix pour, tarif pour, une demo, une demonstration, signer, bon de commande, licences supplementaires, utilisateurs supplementaires, passer commande, rappelez, rappeler, cette semaine, aujourd hui, avant la fin, budget valide, valide le budget, envoyer le contrat, nous avons choisi, un commercial, parler a un commercial',
    stake:
      'payer, paye, facture, frais, louer, besoin de, voulons, veux, voudrions, souhaitons, decider, choisir, nos sites, moins cher, remplace, sinon, inclus, si oui',
    able: 'difference entre, fonctionne avec, fonctionne sur, fonctionne hors, hors ligne, ca marche avec, marche sur, se connecte a, se connecte avec, connecter avec, s integre, integration avec, integrations, integrer, synchroniser, compatible, compatible avec, importer, exporter, api, sso, heberge, hebergees, heberges, stockees, rgpd, sur mobile, tablette, ipad, plusieurs, multilingue, prend en charge, gerer, version gratuite, offre gratuite, plan gratuit, formule gratuite, plusieurs sites, plusieurs utilisateurs',
  },
};
