/**
 * Domains where anybody gets a mailbox, so that sharing one says nothing of sharing an employer. The large providers of the
 * world and of the countries whose languages Knock knows, the best-known throw-away ones, and the one of the sample data. Lower case.
 */
export const FREE_MAIL_DOMAINS: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com outlook.com outlook.de outlook.fr outlook.es outlook.it outlook.com.br outlook.jp hotmail.com
  hotmail.co.uk hotmail.de hotmail.fr hotmail.es hotmail.it hotmail.nl hotmail.be hotmail.com.br hotmail.com.ar hotmail.co.jp
  live.com live.co.uk live.de live.fr live.it live.nl live.be live.com.mx live.com.pt live.jp msn.com passport.com
  yahoo.com ymail.com rocketmail.com yahoo.co.uk yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.nl yahoo.com.br yahoo.com.mx
  yahoo.com.ar yahoo.co.jp yahoo.co.in yahoo.in yahoo.ca yahoo.com.au yahoo.com.sg yahoo.com.hk yahoo.com.tw yahoo.com.vn
  yahoo.com.ph yahoo.co.id yahoo.pl yahoo.ro yahoo.gr yahoo.ie yahoo.se yahoo.dk yahoo.no aol.com aol.de aol.fr aol.co.uk
  aim.com verizon.net att.net bellsouth.net sbcglobal.net comcast.net charter.net cox.net earthlink.net juno.com netzero.net
  optonline.net roadrunner.com rr.com frontier.com windstream.net centurylink.net q.com icloud.com me.com mac.com
  proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io tuta.com keemail.me hushmail.com
  fastmail.com fastmail.fm hey.com zoho.com zohomail.com zohomail.eu zoho.eu users.noreply.github.com mail.com email.com usa.com gmx.com gmx.net gmx.de gmx.at
  gmx.ch gmx.fr gmx.es gmx.co.uk web.de t-online.de freenet.de arcor.de online.de 1und1.de vodafone.de posteo.de mailbox.org
  mail.de email.de kabelmail.de unitybox.de o2online.de alice.de bluewin.ch sunrise.ch hispeed.ch aon.at chello.at a1.net
  orange.fr wanadoo.fr free.fr sfr.fr laposte.net neuf.fr bbox.fr numericable.fr aliceadsl.fr club-internet.fr voila.fr
  libero.it virgilio.it tiscali.it alice.it tin.it tim.it fastwebnet.it inwind.it iol.it email.it aruba.it pec.it poste.it
  telefonica.net terra.es ono.com movistar.es ya.com terra.com terra.com.br uol.com.br bol.com.br ig.com.br globo.com
  globomail.com oi.com.br r7.com zipmail.com.br sapo.pt clix.pt netcabo.pt mail.telepac.pt vodafone.pt iol.pt
  ziggo.nl kpnmail.nl kpnplanet.nl planet.nl home.nl hetnet.nl xs4all.nl upcmail.nl casema.nl chello.nl zonnet.nl tele2.nl
  telenet.be skynet.be proximus.be scarlet.be pandora.be docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp
  nifty.com biglobe.ne.jp ocn.ne.jp so-net.ne.jp plala.or.jp dion.ne.jp excite.co.jp infoseek.jp goo.jp
  btinternet.com bt.com sky.com talktalk.net virginmedia.com blueyonder.co.uk ntlworld.com tiscali.co.uk plusnet.com
  o2.co.uk eircom.net rogers.com sympatico.ca shaw.ca telus.net videotron.ca bigpond.com optusnet.com.au iinet.net.au
  tpg.com.au xtra.co.nz rediffmail.com sify.com indiatimes.com qq.com 163.com 126.com yeah.net sina.com sina.cn sohu.com
  foxmail.com aliyun.com 139.com 189.cn naver.com daum.net hanmail.net nate.com kakao.com yandex.ru yandex.com ya.ru mail.ru
  bk.ru list.ru inbox.ru rambler.ru internet.ru ukr.net i.ua meta.ua seznam.cz email.cz centrum.cz atlas.cz volny.cz azet.sk
  zoznam.sk wp.pl o2.pl onet.pl onet.eu interia.pl gazeta.pl tlen.pl op.pl poczta.fm citromail.hu freemail.hu indamail.hu
  abv.bg mail.bg dir.bg mynet.com hotmail.com.tr walla.co.il walla.com prodigy.net.mx live.com.ar fibertel.com.ar
  mailinator.com guerrillamail.com guerrillamail.info sharklasers.com 10minutemail.com temp-mail.org tempmail.com
  throwawaymail.com yopmail.com yopmail.fr trashmail.com trashmail.de getnada.com dispostable.com maildrop.cc mailnesia.com
  fakeinbox.com mohmal.com emailondeck.com mintemail.com spamgourmet.com simplelogin.com duck.com mozmail.com
  privaterelay.appleid.com relay.firefox.com passmail.net anonaddy.com addy.io freemail.example`.split(/\s+/),
);
