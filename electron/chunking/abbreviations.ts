/** What a language's full stops may mean besides the end of a sentence. All entries are without their last full stop. */
export interface Abbreviations {
  /** Never end a sentence: titles and joining words (`Mr`, `e.g`). */
  leading: ReadonlySet<string>;
  /** Are abbreviations only when a number follows (`No. 5`, `p. 12`); otherwise ordinary words. */
  numbered: ReadonlySet<string>;
  /** Often end a sentence: they do when the next word is capitalised (`5 p.m. They left.`). */
  closing: ReadonlySet<string>;
  /** Mostly stand inside a sentence: they end it only before a word of {@link Abbreviations.openers}. */
  inner: ReadonlySet<string>;
  /** Words that, capitalised, begin a sentence rather than go on with a name. */
  openers: ReadonlySet<string>;
  /** Whether `3.` is "third", so that a capitalised noun may follow it within the sentence. */
  ordinals: boolean;
  /** Whether `“` closes a quotation („so“). */
  lowQuotes: boolean;
}

const words = (list: string): ReadonlySet<string> =>
  new Set(list.split(/\s+/u).filter((word) => word !== ''));

// Capitalisation is kept: "Rep. Smith" is a title, "one more rep. Smith rested." is not.
const titles = `
  Mr Mrs Ms Mx Dr Drs Prof Capt Cpt Col Gen Lt Sgt Cpl Pvt Maj Cmdr Cdr Adm Rev Revd Hon Gov Sen Rep Pres Supt Insp
  Det Messrs Mme Mmes Mlle Mlles Msgr Mgr Mt Ft MR MRS DR`;

const english: Abbreviations = {
  leading: words(`${titles} Br Fr e.g eg i.e viz cf vs v approx ca P.S P.P.S N.B incl esp op cit al`),
  numbered: words(`
    No Nos no nos Vol Vols vol vols p pp P Pp Ch ch Chap chap Chaps chaps Fig fig Figs figs Sec sec Art art Bk bk Pt pt
    l ll n nn vv Ps Gen Ex Lev Num Deut Matt Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Apt apt Rm Bldg ext Ext`),
  closing: words(`
    a.m p.m A.M P.M pm etc &c Jr Sr Esq Ph.D D.Phil M.D B.A M.A B.Sc M.Sc LL.D D.D M.P Q.C K.C R.N U.S.N B.C A.D
    B.C.E C.E a.k.a R.S.V.P`),
  inner: words(`
    St Co co Inc Ltd Corp Bros Ave Blvd Rd Sq Pk Dept dept Univ Assn est Est ft lb lbs oz yd yds mi hr hrs min mins Calif Conn Mich Minn Penn Tenn`),
  openers: words(`
    I I'm I'd I'll I've I’m I’d I’ll I’ve He She It We You They This That These Those There Here The A An His Her Its
    Our Your Their My And But Or So Yet Then Now When Where Why What Who Whom Whose Which How If As At In On By For From
    With After Before Although Though While Since Because Until Once Every Each All Some Many Most No Not Nothing Nobody
    None One Two Three Perhaps Maybe Yes Oh Ah Well Did Do Does Was Were Is Are Had Has Have Could Would Should Can Let
    However Meanwhile Suddenly Finally Only Even Still Just Never Both Either Neither Such Later Soon It's It’s
    He's He’s She's She’s That's That’s There's There’s`),
  ordinals: false,
  lowQuotes: false,
};

const german: Abbreviations = {
  leading: words(`
    Dr Prof Hr Hrn Fr Frl Mr Mrs Ing Dipl St Hl hl z z.B d.h u.a z.T k.u.k i.A bzw ca vgl Vgl sog evtl ggf inkl exkl bes
    resp gest geb gegr dt engl frz lat Abb v i.e m.E u.U o.ä M Mme Mlle Msgr`),
  numbered: words(`
    Nr Nrn No S Bd Bde Kap Art Abs Tel ca Jan Feb Febr Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez Psalm Ps § Bl Sp Z V Kapitel Seite Band Teil
    Nummer Akt Szene`),
  closing: words('usw usf etc u.s.w u.ä'),
  inner: words('Mio Mrd Tsd Str Co Str Kl Std Min Sek Ztr Pfd Mk Pf str a.D v.Chr n.Chr Chr Jh Jhd Jhs'),
  openers: words(`
    Er Sie Es Ich Du Wir Ihr Der Die Das Den Dem Des Ein Eine Einer Einem Einen Dieser Diese Dieses Jener Jene Jenes Und
    Aber Oder Doch Denn Da Dann Dort Hier Als Wenn Weil Während Nach Vor Seit Bis Nun Jetzt So Auch Nur Noch Schon In Im
    Am An Auf Aus Bei Mit Zu Zum Zur Von Vom Über Unter Was Wer Wie Wo Warum Wann Ob Obwohl Man Niemand Alle Alles Viele
    Mein Meine Sein Seine Ihre Unser Unsere Kein Keine Ja Nein Ach Oh Endlich Plötzlich Später Danach Vielleicht`),
  ordinals: true,
  lowQuotes: true,
};

const french: Abbreviations = {
  leading: words(`
    M MM Mr Mgr Dr Drs Me Mes Pr Prof St Ste Sts Mme Mlle Mmes Mlles cf Cf p.ex p.-ex c.-à-d c.à.d av apr env i.e`),
  numbered:
    words(`No no N n nos Vol vol Tome tome t T p pp P chap Chap art Art fig Fig éd l liv v ch janv févr avr juill
    sept oct nov déc`),
  closing: words('etc av.J.-C apr.J.-C J.-C Jr Cie'),
  inner: words('bd av boul Sté hab'),
  openers: words(`
    Il Elle Ils Elles On Je Tu Nous Vous J'ai J’ai C'est C’est C'était C’était Ce Cet Cette Ces Ça Le La Les Un Une Des
    Du De D'un Mon Ma Mes Son Sa Ses Leur Leurs Notre Nos Votre Vos Et Mais Ou Or Car Donc Puis Alors Ainsi Enfin Quand
    Lorsque Comme Si Pourquoi Comment Où Que Qui Quoi Dans En Au Aux Sur Sous Pour Par Avec Sans Après Avant Depuis
    Pendant Voilà Voici Oui Non Tout Tous Toute Toutes Rien Personne Jamais Bientôt Soudain Aujourd'hui Aujourd’hui`),
  ordinals: false,
  lowQuotes: false,
};

const spanish: Abbreviations = {
  leading: words(`
    Sr Sra Srta Sres Sras D Dª Dña Don Dr Dra Dres Prof Profa Lic Ing Arq Gral Cap Cnel Tte Sto Sta Fr Excmo Excma Ilmo
    Ilma Rvdo Mons p.ej cf vs i.e S.M S.A.R EE Mr Mrs`),
  numbered:
    words(`No no Núm núm n vol Vol t T pág págs p pp cap Cap art Art fig Fig tel Tel ed ene feb mar abr may jun
    jul ago sept oct nov dic`),
  closing: words('etc a.m p.m a.C d.C Jr S.A S.L'),
  inner: words('Ud Uds Vd Vds EE.UU U.S.A avda Avda Cía Hnos'),
  openers: words(`
    Él Ella Ellos Ellas Yo Tú Nosotros Usted Ustedes El La Los Las Lo Un Una Unos Unas Este Esta Estos Estas Ese Esa Eso
    Esto Aquel Aquella Y E Pero O Mas Sino Porque Pues Entonces Luego Después Antes Ahora Aquí Allí Cuando Donde Como Si
    Aunque Mientras Desde Hasta Para Por Con Sin En De Del Al A Qué Quién Cómo Dónde Cuándo No Sí Nada Nadie Nunca Todo
    Todos Toda Todas Mi Su Sus Tu Nuestro Era Es Fue Había Hay Se Me Le Les Nos Así También Ya`),
  ordinals: false,
  lowQuotes: false,
};

const byLanguage = new Map([
  ['en', english],
  ['de', german],
  ['fr', french],
  ['es', spanish],
]);

/** The abbreviations of a language (two-letter tag); of English where Lectern has no list of its own. */
export function abbreviationsOf(language: string): Abbreviations {
  return byLanguage.get(language) ?? english;
}
