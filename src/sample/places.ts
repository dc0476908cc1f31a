import { DAY, dayOf, HOUR, type Millis } from '../foundation/time.ts';
import { between, chance, type Random } from './random.ts';

/** A country of the sample: names as they are given there, words that companies end in, hours ahead of UTC. */
export interface Place {
  readonly country: string;
  readonly hoursAhead: number;
  readonly firstNames: string;
  readonly lastNames: string;
  readonly trades: string;
  /** Stems of the companies here. */
  readonly stems: string;
}

/** Comma-separated lists. All companies are invented, all live under the reserved top level `.example`. */
export const PLACES: readonly Place[] = [
  {
    country: 'GB',
    hoursAhead: 0,
    firstNames: 'Oliver,Amelia,Priya,Callum,Zainab,Gareth,Sophie,Kwame,Eleanor,Imran,Fiona,Dafydd,Marcus,Holly',
    lastNames: 'Whitfield,Okafor,Patel,Hughes,Sinclair,Ahmed,Barnes,Mensah,Thornton,Clarke,Begum,Rowlands,Fraser',
    trades: 'Lifts,Heating,Facilities,Property Care,Fire & Safety,Drainage,Building Services',
    stems:
      'Harbourline,Castlegate,Millbrook,Penhallow,Thistledown,Ravensworth,Larkhill,Eastmoor,Wharfedale,Saltersford,Greystoke,Ambleford,Kestrelby,Marlowe,Tidebridge,Oakhanger',
  },
  {
    country: 'US',
    hoursAhead: -6,
    firstNames: 'Jordan,Maria,Tyler,Aaliyah,Kevin,Grace,DeShawn,Rachel,Miguel,Hannah,Andre,Mei-Ling,Carlos,Brooke',
    lastNames: 'Johnson,Ramirez,Nguyen,Washington,Miller,Goldberg,Kim,Torres,Bennett,Jackson,Schultz,Delgado,Reed',
    trades: 'Elevator,HVAC,Mechanical,Plumbing,Facility Services,Fire Protection,Electric',
    stems:
      'Prairie Gate,Redrock,Cedar Point,Bluestem,Lakeshore Union,Ironwood,Copperline,Summit Ridge,Bayou State,Golden Mesa,Pine Hollow,Cascade Pass,Liberty Dock,Juniper Flats,Stonebridge,Riverbend,Twin Forks,Harvest Moon',
  },
  {
    country: 'DE',
    hoursAhead: 1,
    firstNames: 'Lena,Jonas,Aylin,Matthias,Sabine,Emre,Katharina,Florian,Jürgen,Annika,Mehmet,Silke,Björn',
    lastNames: 'Vogt,Schäfer,Yilmaz,Brandt,Köhler,Weiß,Lindner,Demir,Hoffmann,Krüger,Baumann,Richter,Franke',
    trades: 'Aufzüge,Gebäudetechnik,Wärme,Sanitär,Service,Brandschutz,Kältetechnik',
    stems:
      'Kronberg,Talheim,Lindauer,Nordwerk,Eichenhof,Steinbach,Rheintal,Falkensee,Sonnenfeld,Buchwald,Hansehafen,Albrück',
  },
  {
    country: 'NL',
    hoursAhead: 1,
    firstNames: 'Sanne,Daan,Fatima,Bram,Lotte,Youssef,Maaike,Thijs,Esra,Willemijn,Jeroen',
    lastNames: 'de Vries,van Dijk,Bakker,El Amrani,Jansen,Visser,Kaya,Mulder,van der Linden,Smit',
    trades: 'Liften,Installatie,Techniek,Gebouwbeheer,Klimaat',
    stems: 'Waterland,Zuiderpoort,Molenveld,Grachtzicht,Noorderkade,Vechtstroom,Duinrand,Polderhof',
  },
  {
    country: 'FR',
    hoursAhead: 1,
    firstNames: 'Camille,Hugo,Amélie,Karim,Élodie,Mathieu,Inès,François,Nadia,Benoît,Chloé',
    lastNames: 'Lefèvre,Moreau,Benali,Girard,Rousseau,Traoré,Fontaine,Chevalier,Diallo,Perrin',
    trades: 'Ascenseurs,Maintenance,Énergie,Thermique,Services',
    stems: 'Valmont,Belleroche,Clairfontaine,Montlieu,Rivesalte,Grandchêne,Beaupré,Sablons',
  },
  {
    country: 'ES',
    hoursAhead: 1,
    firstNames: 'Lucía,Javier,Carmen,Álvaro,Marta,Íñigo,Paula,Sergio,Nuria,Rubén',
    lastNames: 'García,Fernández,Ruiz,Navarro,Iglesias,Ortega,Molina,Etxeberria,Vidal,Castaño',
    trades: 'Ascensores,Climatización,Mantenimiento,Instalaciones',
    stems: 'Puertalba,Montesol,Riofrío,Almarena,Castelnou,Vallehermoso',
  },
  {
    country: 'SE',
    hoursAhead: 1,
    firstNames: 'Astrid,Erik,Ingrid,Nils,Leyla,Oskar,Freja,Henrik,Sigrid,Amir',
    lastNames: 'Lindqvist,Bergström,Håkansson,Nyberg,Öberg,Karimi,Sandström,Ekholm',
    trades: 'Hissar,Energi,Fastighet,Service',
    stems: 'Fjällvik,Norrstrand,Björkhaga,Solberga,Västerås Höjd,Skärholma',
  },
  {
    country: 'PL',
    hoursAhead: 1,
    firstNames: 'Agnieszka,Piotr,Katarzyna,Łukasz,Małgorzata,Tomasz,Zofia,Michał',
    lastNames: 'Kowalska,Nowak,Wiśniewski,Wójcik,Zielińska,Lewandowski,Dąbrowska,Mazur',
    trades: 'Windy,Instalacje,Serwis,Technika',
    stems: 'Zielonka,Wisłobrzeg,Karpatia,Bursztyn,Modrzew',
  },
  {
    country: 'PT',
    hoursAhead: 0,
    firstNames: 'Rafael,Beatriz,Tiago,Inês,Gonçalo,Catarina,Duarte',
    lastNames: 'Monteiro,Carvalho,Sousa,Ferreira,Gonçalves,Almeida',
    trades: 'Elevadores,Climatização,Serviços',
    stems: 'Serralves Alto,Montemar,Ribeira Nova,Alcântara',
  },
  {
    country: 'IT',
    hoursAhead: 1,
    firstNames: 'Giulia,Marco,Chiara,Alessandro,Francesca,Davide,Elisa',
    lastNames: 'Ferrari,Conti,Marchetti,Romano,Gallo,De Luca',
    trades: 'Ascensori,Impianti,Servizi',
    stems: 'Pietralba,Valdora,Colleverde,Torrechiara,Lagomonte',
  },
  {
    country: 'IN',
    hoursAhead: 5.5,
    firstNames: 'Ananya,Rohan,Kavya,Arjun,Meera,Vikram,Nisha,Siddharth,Farhan',
    lastNames: 'Sharma,Iyer,Reddy,Banerjee,Kulkarni,Singh,Menon,Qureshi',
    trades: 'Elevators,Cooling,Facilities,Engineering',
    stems: 'Neelgiri,Sagarika,Chandrapur,Devgarh,Malabar Coast,Indus Gate,Suryanagar',
  },
  {
    country: 'JP',
    hoursAhead: 9,
    firstNames: 'Haruka,Kenji,Yui,Takumi,Naoko,Ren,Sakura',
    lastNames: 'Tanaka,Watanabe,Kobayashi,Yamamoto,Nakamura,Ishikawa',
    trades: 'Elevator,Setsubi,Building Care',
    stems: 'Aozora,Minamikaze,Hoshino,Tsukimori',
  },
  {
    country: 'BR',
    hoursAhead: -3,
    firstNames: 'Larissa,Thiago,Juliana,Caio,Renata,Anderson,Luana',
    lastNames: 'Silva,Oliveira,Nascimento,Barbosa,Araújo,Teixeira',
    trades: 'Elevadores,Refrigeração,Manutenção',
    stems: 'Ipêverde,Serra Azul,Guaraúna,Capivara,Jatobá',
  },
  {
    country: 'CA',
    hoursAhead: -5,
    firstNames: 'Noah,Chantal,Liam,Simone,Harpreet,Émilie,Connor,Wei',
    lastNames: 'Tremblay,MacDonald,Gill,Chen,Bouchard,Campbell,Dhillon',
    trades: 'Elevating,Mechanical,Building Services',
    stems: 'Northlake,Maple Narrows,Laurentide,Frostline,Grand Portage,Beaver Creek',
  },
  {
    country: 'AU',
    hoursAhead: 10,
    firstNames: 'Lachlan,Matilda,Nguyet,Cooper,Ruby,Aroha,Angus',
    lastNames: 'Tran,McKenzie,Walker,Papadopoulos,Murray,Te Rangi',
    trades: 'Lifts,Air,Property Services',
    stems: 'Wattle Bay,Ghost Gum,Southern Cross Quay,Kookaburra,Red Centre,Banksia',
  },
  {
    country: 'ZA',
    hoursAhead: 2,
    firstNames: 'Thandiwe,Sipho,Lerato,Pieter,Ayesha,Bongani',
    lastNames: 'Nkosi,van der Merwe,Dlamini,Naidoo,Botha,Mokoena',
    trades: 'Lifts,Facilities,Cooling',
    stems: 'Umhlanga Point,Protea Hill,Springbok,Karoo',
  },
];

/** Where each place's share of accounts and people comes from: how many stems it lists. */
export function placeWeights(): readonly (readonly [weight: number, place: Place])[] {
  return PLACES.map((place) => [place.stems.split(',').length, place]);
}

const OFFICE = [1, 1, 1, 1, 1, 2, 6, 25, 70, 95, 100, 95, 60, 70, 95, 95, 85, 60, 25, 14, 12, 10, 6, 3] as const;
const EVENING = [8, 4, 2, 1, 1, 2, 5, 10, 20, 25, 30, 30, 40, 30, 30, 30, 35, 45, 65, 90, 100, 100, 70, 30] as const;
const WEEKEND_SHARE = { office: 0.07, evening: 0.8 } as const;

export type Habit = keyof typeof WEEKEND_SHARE;

/** A moment between `from` and `to` at which somebody in this place is likely to be at it. Daylight saving is ignored. */
export function likelyMoment(random: Random, place: Place, habit: Habit, from: Millis, to: Millis): Millis {
  let at = from;
  for (let attempt = 0; attempt < 60; attempt++) {
    at = Math.floor(between(random, from, to));
    if (chance(random, likelihood(at + place.hoursAhead * HOUR, habit))) break;
  }
  return at;
}

/** Between 8 and 20 o'clock there, on any day of the week. */
export function isWorkingHour(at: Millis, place: Place): boolean {
  const hour = hourOf(at + place.hoursAhead * HOUR);
  return hour >= 8 && hour < 20;
}

function likelihood(local: Millis, habit: Habit): number {
  const hour = hourOf(local);
  // 1970-01-01 was a Thursday.
  const weekday = (dayOf(local) + 3) % 7;
  const share = ((habit === 'office' ? OFFICE : EVENING)[hour] ?? 0) / 100;
  return weekday >= 5 ? share * WEEKEND_SHARE[habit] : share;
}

function hourOf(local: Millis): number {
  return Math.floor((local % DAY) / HOUR);
}
