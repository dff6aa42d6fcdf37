<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>AlarmTimes</name>
    <message>
        <source>%1 alarm: %2</source>
        <translation>%1, Alarm: %2</translation>
    </message>
    <message>
        <source>%1 alarms, the most urgent %2: %3</source>
        <translation>%1 Alarme, der dringendste %2: %3</translation>
    </message>
</context>
<context>
    <name>FleetAuthority</name>
    <message>
        <source>reads</source>
        <translation>liest</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>ändert</translation>
    </message>
    <message>
        <source>final</source>
        <translation>endgültig</translation>
    </message>
    <message>
        <source>flags</source>
        <translation>warnt</translation>
    </message>
    <message>
        <source>undeclared</source>
        <translation>nicht erklärt</translation>
    </message>
    <message>
        <source>each run</source>
        <translation>jeder Lauf</translation>
    </message>
    <message>
        <source>each session</source>
        <translation>jede Sitzung</translation>
    </message>
    <message>
        <source>each agent</source>
        <translation>jeder Agent</translation>
    </message>
    <message>
        <source>each deployment</source>
        <translation>jedes Deployment</translation>
    </message>
    <message>
        <source>each user</source>
        <translation>jeder Benutzer</translation>
    </message>
    <message>
        <source>the whole fleet</source>
        <translation>die ganze Flotte</translation>
    </message>
    <message>
        <source>Must ask for</source>
        <translation>Muss fragen</translation>
    </message>
    <message>
        <source>no policy asks a human before any action yet</source>
        <translation>noch fragen keine Regeln vor einer Aktion einen Menschen</translation>
    </message>
    <message>
        <source>May do alone</source>
        <translation>Darf allein</translation>
    </message>
    <message>
        <source>everything; what the policy refuses raises an alarm and stops nothing</source>
        <translation>alles; was die Regeln verwehren, meldet ein Alarm und hält nichts auf</translation>
    </message>
    <message>
        <source>Clearance</source>
        <translation>Freigabe</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>not named</source>
        <translation>nicht genannt</translation>
    </message>
    <message>
        <source>no run said any</source>
        <translation>kein Lauf nannte einen</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Declared as</source>
        <translation>Erklärt als</translation>
    </message>
    <message>
        <source>What it changes</source>
        <translation>Was es ändert</translation>
    </message>
    <message>
        <source>not declared</source>
        <translation>nicht erklärt</translation>
    </message>
    <message>
        <source>named by %1</source>
        <translation>benannt durch %1</translation>
    </message>
    <message>
        <source>Data it gives</source>
        <translation>Daten daraus</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>ohne Kennzeichen</translation>
    </message>
    <message>
        <source>needs none</source>
        <translation>keine nötig</translation>
    </message>
    <message>
        <source>Named by</source>
        <translation>Gemeint durch</translation>
    </message>
    <message>
        <source>Tools allowed</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>any</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Effects allowed</source>
        <translation>Wirkungen</translation>
    </message>
    <message>
        <source>More through</source>
        <translation>Mehr durch</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Fort</translation>
    </message>
    <message>
        <source>nothing is to be given to it any more</source>
        <translation>ihm ist nichts mehr zu übergeben</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>Claimed scope</source>
        <translation>Genannter Umfang</translation>
    </message>
    <message>
        <source>nobody is named who granted it</source>
        <translation>wer ihn erteilte, ist nicht genannt</translation>
    </message>
    <message>
        <source>granted by %1, it says</source>
        <translation>erteilt von %1, sagt er selbst</translation>
    </message>
    <message>
        <source>and others before</source>
        <translation>und andere davor</translation>
    </message>
    <message>
        <source>, %1 more</source>
        <translation>, %1 weitere</translation>
    </message>
    <message>
        <source>gives %1</source>
        <translation>gibt %1</translation>
    </message>
    <message>
        <source>needs %1</source>
        <translation>braucht %1</translation>
    </message>
    <message>
        <source>refused: %1</source>
        <translation>verwehrt: %1</translation>
    </message>
    <message>
        <source>the newest policy does not read</source>
        <translation>die neuesten Regeln sind nicht lesbar</translation>
    </message>
    <message>
        <source>no policy is in force</source>
        <translation>es gelten keine Regeln</translation>
    </message>
    <message>
        <source>as the policy in force says</source>
        <translation>wie die geltenden Regeln sagen</translation>
    </message>
    <message>
        <source>%1 of %2 declared</source>
        <translation>%1 von %2 erklärt</translation>
    </message>
</context>
<context>
    <name>FleetDetail</name>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Zuerst gesehen</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>most calls</source>
        <translation>meiste Aufrufe</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>so far</source>
        <translation>bisher</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>, closed because there are many nodes</source>
        <translation>, zugeklappt, weil es viele Knoten gibt</translation>
    </message>
    <message>
        <source>, closed</source>
        <translation>, zugeklappt</translation>
    </message>
    <message>
        <source>Whole fleet</source>
        <translation>Ganze Flotte</translation>
    </message>
    <message>
        <source>Select a node, a line or a group</source>
        <translation>Knoten, Linie oder Gruppe wählen</translation>
    </message>
    <message>
        <source>Spend/min</source>
        <translation>Kosten/min</translation>
    </message>
    <message>
        <source>Calls/min</source>
        <translation>Aufrufe/min</translation>
    </message>
    <message>
        <source>Tokens/min</source>
        <translation>Tokens/min</translation>
    </message>
    <message>
        <source>Errors/min</source>
        <translation>Fehler/min</translation>
    </message>
    <message>
        <source>normal is not known yet</source>
        <translation>üblicher Wert noch unbekannt</translation>
    </message>
    <message>
        <source>median ± 3 MAD, this hour, %1 d</source>
        <translation>Median ± 3 MAD, diese Stunde, %1 d</translation>
    </message>
    <message>
        <source>median ± 3 MAD, last %1 min</source>
        <translation>Median ± 3 MAD, letzte %1 min</translation>
    </message>
    <message>
        <source>p95 latency</source>
        <translation>Latenz p95</translation>
    </message>
    <message>
        <source>Open now</source>
        <translation>Jetzt offen</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>no failed run</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>failed run</source>
        <translation>fehlgeschlagener Lauf</translation>
    </message>
    <message>
        <source>failed runs</source>
        <translation>fehlgeschlagene Läufe</translation>
    </message>
    <message>
        <source> in the newest %1</source>
        <translation> in den neuesten %1</translation>
    </message>
    <message>
        <source>delegation</source>
        <translation>Delegation</translation>
    </message>
    <message>
        <source>, %1 joined</source>
        <translation>, %1 verbunden</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Crosses processes</source>
        <translation>Über Prozesse</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>not seen</source>
        <translation>nicht gesehen</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>not measured for one line</source>
        <translation>für eine Linie nicht gemessen</translation>
    </message>
    <message>
        <source>Nobody said, and nothing shows it</source>
        <translation>Niemand sagte es, und nichts zeigt es</translation>
    </message>
</context>
<context>
    <name>FleetText</name>
    <message>
        <source>node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>inferred %1 %</source>
        <translation>erschlossen %1 %</translation>
    </message>
    <message>
        <source>&lt;$0.001/min</source>
        <translation>&lt;$0,001/min</translation>
    </message>
    <message>
        <source>$%1/min</source>
        <translation>$%1/min</translation>
    </message>
    <message>
        <source>%1/min</source>
        <translation>%1/min</translation>
    </message>
    <message>
        <source>last %1 d ago</source>
        <translation>zuletzt vor %1 d</translation>
    </message>
    <message>
        <source>last %1:%2</source>
        <translation>zuletzt %1:%2</translation>
    </message>
    <message>
        <source> h</source>
        <translation> h</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 wartend</translation>
    </message>
    <message>
        <source>nobody waits</source>
        <translation>niemand wartet</translation>
    </message>
    <message>
        <source>call</source>
        <translation>Aufruf</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>Läufe</translation>
    </message>
</context>
<context>
    <name>GapText</name>
    <message>
        <source>call</source>
        <translation>Aufruf</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>%1 further models</source>
        <translation>%1 weiteren Modellen</translation>
    </message>
    <message>
        <source>a model nobody named</source>
        <translation>einem Modell, das niemand nannte</translation>
    </message>
    <message>
        <source>No price: %1 of %2, with %3 input and %4 output tokens, are not in what was counted.</source>
        <translation>Ohne Preis: %1 von %2 mit %3 Eingabe- und %4 Ausgabe-Tokens sind nicht im Gezählten.</translation>
    </message>
    <message>
        <source>%1 of them said nothing about tokens.</source>
        <translation>%1 davon sagten nichts über Tokens.</translation>
    </message>
    <message>
        <source>Cache: it would be %1 more if calls that do not say so count cached tokens apart from their input.</source>
        <translation>Cache: Es wären %1 mehr, wenn Aufrufe, die es nicht sagen, Cache-Tokens außerhalb ihrer Eingabe zählen.</translation>
    </message>
    <message>
        <source>Cache: %1 input tokens were read from one and %2 written to one; computed costs take the cache prices of the table for them.</source>
        <translation>Cache: %1 Eingabe-Tokens wurden aus einem gelesen und %2 in einen geschrieben; berechnete Kosten nehmen dafür die Cache-Preise der Tabelle.</translation>
    </message>
    <message>
        <source>Losses: %1 items that arrived in the period, from all senders. %2</source>
        <translation>Verluste: %1 im Zeitraum Eingetroffene, von allen Sendern. %2</translation>
    </message>
    <message>
        <source>Running: %1 of traces of the period have not ended; what they cost is counted when they do.</source>
        <translation>Laufend: %1 aus Traces des Zeitraums sind nicht beendet; was sie kosten, wird dann gezählt.</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Missing: %1 that others name as their parent never came, in traces of the period.</source>
        <translation>Fehlend: %1, die andere als übergeordnet nennen, kamen nie, in Traces des Zeitraums.</translation>
    </message>
    <message>
        <source>The period begins before the first step that is known, %1.</source>
        <translation>Der Zeitraum beginnt vor dem ersten bekannten Schritt, %1.</translation>
    </message>
    <message>
        <source>The period goes on after the newest arrival, %1.</source>
        <translation>Der Zeitraum geht nach dem neuesten Eintreffen weiter, %1.</translation>
    </message>
    <message>
        <source>Losses by hour are known from %1 on only.</source>
        <translation>Verluste je Stunde sind erst ab %1 bekannt.</translation>
    </message>
    <message>
        <source>Billed and counted are equal.</source>
        <translation>Rechnung und Gezähltes sind gleich.</translation>
    </message>
    <message>
        <source>%1 % of the bill</source>
        <translation>%1 % der Rechnung</translation>
    </message>
    <message>
        <source>%1 more was billed than counted%2.</source>
        <translation>%1 mehr auf der Rechnung als gezählt%2.</translation>
    </message>
    <message>
        <source>%1 less was billed than counted%2.</source>
        <translation>%1 weniger auf der Rechnung als gezählt%2.</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Cascades</source>
        <translation>Kaskaden</translation>
    </message>
    <message>
        <source>Deployments</source>
        <translation>Deployments</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>in no agent</source>
        <translation>in keinem Agenten</translation>
    </message>
    <message>
        <source>user not named</source>
        <translation>Nutzer nicht genannt</translation>
    </message>
    <message>
        <source>model not named</source>
        <translation>Modell nicht genannt</translation>
    </message>
    <message>
        <source>deployment not named</source>
        <translation>Deployment nicht genannt</translation>
    </message>
    <message>
        <source>Estimated: %1 of what was counted: %2.</source>
        <translation>Geschätzt: %1 des Gezählten: %2.</translation>
    </message>
</context>
<context>
    <name>SystemTray</name>
    <message>
        <source>Penstock is recording</source>
        <translation>Penstock zeichnet auf</translation>
    </message>
    <message>
        <source>Show Penstock</source>
        <translation>Penstock zeigen</translation>
    </message>
    <message>
        <source>Quit and stop recording</source>
        <translation>Beenden und nicht mehr aufzeichnen</translation>
    </message>
</context>
<context>
    <name>Waterfall</name>
    <message>
        <source>Whole cascade</source>
        <translation>Ganze Kaskade</translation>
    </message>
    <message>
        <source>shown %1 – %2</source>
        <translation>gezeigt %1 – %2</translation>
    </message>
    <message>
        <source>%1, all of it</source>
        <translation>%1, ganz</translation>
    </message>
    <message>
        <source>bar colour: worst state in the pixel</source>
        <translation>Farbe: schlechtester Zustand im Pixel</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>wartet auf %1</translation>
    </message>
    <message>
        <source>waited %1</source>
        <translation>wartete %1</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 running</source>
        <translation>%1 laufen</translation>
    </message>
    <message>
        <source>not received; 1 child known</source>
        <translation>nicht empfangen; 1 Kind bekannt</translation>
    </message>
    <message>
        <source>not received; %1 children known</source>
        <translation>nicht empfangen; %1 Kinder bekannt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>no span stands for it</source>
        <translation>dafür steht kein Span</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Cost below</source>
        <translation>Kosten darunter</translation>
    </message>
    <message>
        <source>missing parent %1</source>
        <translation>fehlender Elternteil %1</translation>
    </message>
    <message>
        <source>%1 folded</source>
        <translation>%1 gefaltet</translation>
    </message>
    <message>
        <source>%1 steps folded, show</source>
        <translation>%1 Schritte gefaltet, zeigen</translation>
    </message>
</context>
<context>
    <name>cascade</name>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1, %2 % sure</source>
        <translation>%1, zu %2 % sicher</translation>
    </message>
    <message>
        <source>not in this cascade</source>
        <translation>nicht in dieser Kaskade</translation>
    </message>
    <message>
        <source>known by</source>
        <translation>bekannt durch</translation>
    </message>
    <message>
        <source>evidence</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>another trace</source>
        <translation>anderer Trace</translation>
    </message>
    <message>
        <source>another process</source>
        <translation>anderer Prozess</translation>
    </message>
    <message>
        <source>follows from</source>
        <translation>folgt auf</translation>
    </message>
    <message>
        <source>followed by</source>
        <translation>gefolgt von</translation>
    </message>
    <message>
        <source>set off by</source>
        <translation>ausgelöst von</translation>
    </message>
    <message>
        <source>set off</source>
        <translation>löste aus</translation>
    </message>
    <message>
        <source>delegated by</source>
        <translation>delegiert von</translation>
    </message>
    <message>
        <source>delegates to</source>
        <translation>delegiert an</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>deployment</source>
        <translation>Deployment</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>claimed</source>
        <translation>behauptet</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <source>%1 more; Links draws them all</source>
        <translation>%1 weitere; Verknüpfungen zeichnet alle</translation>
    </message>
    <message>
        <source>nobody known</source>
        <translation>niemand bekannt</translation>
    </message>
    <message>
        <source>the root decision</source>
        <translation>die erste Entscheidung</translation>
    </message>
    <message>
        <source>granted by</source>
        <translation>erteilt von</translation>
    </message>
    <message>
        <source>scope</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>constraints</source>
        <translation>Auflagen</translation>
    </message>
    <message>
        <source>context used</source>
        <translation>genutzter Kontext</translation>
    </message>
    <message>
        <source>authorised</source>
        <translation>befugt seit</translation>
    </message>
    <message>
        <source>until</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>revocable by</source>
        <translation>widerrufbar durch</translation>
    </message>
    <message>
        <source>this step</source>
        <translation>dieser Schritt</translation>
    </message>
    <message>
        <source>with all below</source>
        <translation>mit allem darunter</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>outside effect</source>
        <translation>Wirkung nach außen</translation>
    </message>
    <message>
        <source>outside effects</source>
        <translation>Wirkungen nach außen</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>The filter is not applied to a cascade of more than %1 steps.</source>
        <translation>Auf eine Kaskade von mehr als %1 Schritten wird der Filter nicht angewendet.</translation>
    </message>
</context>
<context>
    <name>cause</name>
    <message>
        <source>somebody waits</source>
        <translation>jemand wartet</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwortet</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
</context>
<context>
    <name>charts</name>
    <message>
        <source>others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>%1 others</source>
        <translation>%1 andere</translation>
    </message>
    <message>
        <source>input, cached</source>
        <translation>Eingabe, aus Cache</translation>
    </message>
    <message>
        <source>input, new</source>
        <translation>Eingabe, neu</translation>
    </message>
    <message>
        <source>output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>1 call unpriced: at least this</source>
        <translation>1 Aufruf ohne Preis: mindestens so viel</translation>
    </message>
    <message>
        <source>%1 calls unpriced: at least this</source>
        <translation>%1 Aufrufe ohne Preis: mindestens so viel</translation>
    </message>
    <message>
        <source>p%1</source>
        <translation>p%1</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source> (%1 %)</source>
        <translation> (%1 %)</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1: %2 %3</translation>
    </message>
    <message>
        <source>, ×%1 of normal</source>
        <translation>, ×%1 des Üblichen</translation>
    </message>
    <message>
        <source>Nobody contributed anything that was counted.</source>
        <translation>Niemand hat etwas beigetragen, das gezählt wurde.</translation>
    </message>
    <message>
        <source>Slowest: %1, %2.</source>
        <translation>Am langsamsten: %1, %2.</translation>
    </message>
    <message>
        <source>Most began: %1, %2.</source>
        <translation>Am meisten begann: %1, %2.</translation>
    </message>
    <message>
        <source>Most of it: %1, %2.</source>
        <translation>Das meiste: %1, %2.</translation>
    </message>
    <message>
        <source>Models are counted for everybody: the filter does not apply to their split.</source>
        <translation>Modelle werden für alle gezählt: auf ihre Aufteilung wirkt der Filter nicht.</translation>
    </message>
    <message>
        <source>(no run)</source>
        <translation>(kein Lauf)</translation>
    </message>
    <message>
        <source>(no deployment)</source>
        <translation>(kein Deployment)</translation>
    </message>
    <message>
        <source>Calls between two have no spend of their own: it counts for who called the model.</source>
        <translation>Aufrufe zwischen zweien haben keine eigenen Kosten: sie zählen für den, der das Modell gerufen hat.</translation>
    </message>
    <message>
        <source>How long calls took is counted for who was called: select that node.</source>
        <translation>Wie lange Aufrufe dauerten, zählt für den Gerufenen: diesen Knoten wählen.</translation>
    </message>
    <message>
        <source>What is called spends nothing: it counts for who called the model.</source>
        <translation>Was gerufen wird, verursacht keine Kosten: sie zählen für den, der das Modell gerufen hat.</translation>
    </message>
    <message>
        <source>Spend</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Model calls</source>
        <translation>Modellaufrufe</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Latency of calls</source>
        <translation>Latenz der Aufrufe</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Calls open</source>
        <translation>Offene Aufrufe</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Laufend</translation>
    </message>
    <message>
        <source>$ a minute</source>
        <translation>$ je Minute</translation>
    </message>
    <message>
        <source>a minute</source>
        <translation>je Minute</translation>
    </message>
    <message>
        <source>p50 p90 p99</source>
        <translation>p50 p90 p99</translation>
    </message>
    <message>
        <source>p90</source>
        <translation>p90</translation>
    </message>
    <message>
        <source>at the end of a step</source>
        <translation>am Ende eines Schritts</translation>
    </message>
    <message>
        <source>mostly %1</source>
        <translation>meist %1</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Whether anything was lost then is not known.</source>
        <translation>Ob damals etwas verloren ging, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>%1 arrived then and were refused.</source>
        <translation>Angekommen und abgelehnt: %1.</translation>
    </message>
    <message>
        <source>item</source>
        <translation>Stück</translation>
    </message>
    <message>
        <source>items</source>
        <translation>Stück</translation>
    </message>
    <message>
        <source>%1 were told to come again.</source>
        <translation>Um Wiederholung gebeten: %1.</translation>
    </message>
    <message>
        <source>Nothing that arrived then was refused.</source>
        <translation>Was damals ankam, wurde nicht abgelehnt.</translation>
    </message>
    <message>
        <source>Of a part of it that is not known.</source>
        <translation>Für einen Teil davon ist es nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>connect</name>
    <message>
        <source>Any OpenTelemetry SDK</source>
        <translation>Beliebiges OpenTelemetry-SDK</translation>
    </message>
    <message>
        <source>Python, JavaScript, Java, Go, .NET: before the program starts</source>
        <translation>Python, JavaScript, Java, Go, .NET: vor dem Start des Programms</translation>
    </message>
    <message>
        <source>OpenAI Agents SDK</source>
        <translation>OpenAI Agents SDK</translation>
    </message>
    <message>
        <source>Python, with OpenInference</source>
        <translation>Python, mit OpenInference</translation>
    </message>
    <message>
        <source>LangGraph and LangChain</source>
        <translation>LangGraph und LangChain</translation>
    </message>
    <message>
        <source>pydantic-ai and Logfire</source>
        <translation>pydantic-ai und Logfire</translation>
    </message>
    <message>
        <source>Python; nothing is sent to Logfire itself</source>
        <translation>Python; an Logfire selbst wird nichts gesendet</translation>
    </message>
    <message>
        <source>Vercel AI SDK</source>
        <translation>Vercel AI SDK</translation>
    </message>
    <message>
        <source>Node; telemetry is switched on call by call</source>
        <translation>Node; die Telemetrie wird je Aufruf eingeschaltet</translation>
    </message>
    <message>
        <source>Claude Code</source>
        <translation>Claude Code</translation>
    </message>
    <message>
        <source>in the shell that starts it; the last three lines also send content</source>
        <translation>in der Shell, die es startet; die letzten drei Zeilen senden auch Inhalte</translation>
    </message>
    <message>
        <source>Codex CLI</source>
        <translation>Codex CLI</translation>
    </message>
    <message>
        <source>in ~/.codex/config.toml</source>
        <translation>in ~/.codex/config.toml</translation>
    </message>
    <message>
        <source>Gemini CLI</source>
        <translation>Gemini CLI</translation>
    </message>
    <message>
        <source>in the shell that starts it; the last line also sends content</source>
        <translation>in der Shell, die es startet; die letzte Zeile sendet auch Inhalte</translation>
    </message>
    <message>
        <source>Google ADK</source>
        <translation>Google ADK</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>CrewAI</source>
        <translation>CrewAI</translation>
    </message>
    <message>
        <source>Python, with OpenInference; CrewAI&apos;s own telemetry switched off</source>
        <translation>Python, mit OpenInference; CrewAIs eigene Telemetrie abgeschaltet</translation>
    </message>
    <message>
        <source>MCP servers</source>
        <translation>MCP-Server</translation>
    </message>
    <message>
        <source>so that a tool call and the server&apos;s work are one trace</source>
        <translation>damit ein Werkzeugaufruf und die Arbeit des Servers ein Trace sind</translation>
    </message>
</context>
<context>
    <name>exchanges</name>
    <message>
        <source>as the call above it says</source>
        <translation>wie der Aufruf darüber sagt</translation>
    </message>
    <message>
        <source>as the asker&apos;s model said before</source>
        <translation>wie das Modell des Fragenden zuvor sagte</translation>
    </message>
    <message>
        <source>as its own model call says</source>
        <translation>wie sein eigener Modellaufruf sagt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>noch keine Antwort</translation>
    </message>
    <message>
        <source>no answer recorded</source>
        <translation>keine Antwort aufgezeichnet</translation>
    </message>
    <message>
        <source>the same request, number %1</source>
        <translation>dieselbe Anfrage zum %1. Mal</translation>
    </message>
    <message>
        <source>Of %1 received nothing is passed on word by word.</source>
        <translation>Von %1 Empfangenem wird nichts wörtlich weitergegeben.</translation>
    </message>
    <message>
        <source>Passes on at least %1 of %2 received (%3 %).</source>
        <translation>Gibt mindestens %1 von %2 Empfangenem weiter (%3 %).</translation>
    </message>
    <message>
        <source>%1 later</source>
        <translation>%1 später</translation>
    </message>
    <message>
        <source>from trace #%1</source>
        <translation>aus Trace #%1</translation>
    </message>
    <message>
        <source>trace #%1</source>
        <translation>Trace #%1</translation>
    </message>
    <message>
        <source>more is not shown, %1 in all; copying has it</source>
        <translation>mehr wird nicht gezeigt, %1 insgesamt; beim Kopieren ist es dabei</translation>
    </message>
    <message>
        <source>more, %1 in all</source>
        <translation>mehr, %1 insgesamt</translation>
    </message>
    <message>
        <source>Request not recorded</source>
        <translation>Anfrage nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Claim: why</source>
        <translation>Behauptung: warum</translation>
    </message>
    <message>
        <source>No answer yet</source>
        <translation>Noch keine Antwort</translation>
    </message>
    <message>
        <source>No answer recorded</source>
        <translation>Keine Antwort aufgezeichnet</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>%1 asks %2</source>
        <translation>%1 fragt %2</translation>
    </message>
</context>
<context>
    <name>facts</name>
    <message>
        <source>error type</source>
        <translation>Fehlerart</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>verlangt</translation>
    </message>
    <message>
        <source>answered by</source>
        <translation>beantwortet von</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>tool type</source>
        <translation>Werkzeugart</translation>
    </message>
    <message>
        <source>call id</source>
        <translation>Aufruf-ID</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>erstes Token</translation>
    </message>
    <message>
        <source>waited for a person</source>
        <translation>wartete auf Person</translation>
    </message>
    <message>
        <source>deployment</source>
        <translation>Deployment</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>framework</source>
        <translation>Framework</translation>
    </message>
    <message>
        <source>session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>arrived</source>
        <translation>angekommen</translation>
    </message>
    <message>
        <source>dialect</source>
        <translation>Dialekt</translation>
    </message>
    <message>
        <source>log entry</source>
        <translation>Logeintrag</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>started</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>span</source>
        <translation>Span</translation>
    </message>
</context>
<context>
    <name>filter</name>
    <message>
        <source>The filter is not applied here. %1</source>
        <translation>Der Filter gilt hier nicht. %1</translation>
    </message>
    <message>
        <source>The filter is not applied here. Paths are followed among agents and delegations.</source>
        <translation>Der Filter gilt hier nicht. Wege werden unter Agenten und Delegationen verfolgt.</translation>
    </message>
    <message>
        <source>0 of %1 %2 match the filter.</source>
        <translation>0 von %1 %2 passen zum Filter.</translation>
    </message>
    <message>
        <source>Filter in: %1</source>
        <translation>Nur: %1</translation>
    </message>
    <message>
        <source>Filter out: %1</source>
        <translation>Ohne: %1</translation>
    </message>
    <message>
        <source> The list of steps finds them (Ctrl+Shift+F).</source>
        <translation> Die Liste der Schritte findet sie (Ctrl+Shift+F).</translation>
    </message>
    <message>
        <source>%1 by steps of their trace</source>
        <translation>%1 nach Schritten ihres Trace</translation>
    </message>
</context>
<context>
    <name>format</name>
    <message>
        <source>%1 s behind</source>
        <translation>%1 s zurück</translation>
    </message>
    <message>
        <source>%1 min behind</source>
        <translation>%1 min zurück</translation>
    </message>
    <message>
        <source>%1 h behind</source>
        <translation>%1 h zurück</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>vor %1 s</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>vor %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>vor %1 h</translation>
    </message>
    <message>
        <source>%1 d ago</source>
        <translation>vor %1 d</translation>
    </message>
</context>
<context>
    <name>penstock::ui::AgentTable</name>
    <message>
        <source>Number of the agent, in order of first appearance</source>
        <translation>Nummer des Agenten, nach erstem Erscheinen</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Name as the sender gives it; the shape tells the kind</source>
        <translation>Name, wie der Sender ihn gibt; die Form zeigt die Art</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Agent, remote agent, tool, store or person</source>
        <translation>Agent, entfernter Agent, Werkzeug, Speicher oder Person</translation>
    </message>
    <message>
        <source>Deployment</source>
        <translation>Deployment</translation>
    </message>
    <message>
        <source>service.name</source>
        <translation>service.name</translation>
    </message>
    <message>
        <source>Framework</source>
        <translation>Framework</translation>
    </message>
    <message>
        <source>As told by the telemetry</source>
        <translation>Laut Telemetrie</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The model most of its calls used</source>
        <translation>Das Modell der meisten seiner Aufrufe</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Runs so far</source>
        <translation>Läufe bisher</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Runs that have not ended</source>
        <translation>Läufe, die nicht beendet sind</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Steps of its runs</source>
        <translation>Schritte seiner Läufe</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Failed steps of its runs</source>
        <translation>Fehlgeschlagene Schritte seiner Läufe</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Input tokens, counted once, cached parts included</source>
        <translation>Eingabe-Tokens, einmal gezählt, samt Teilen aus dem Cache</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Output tokens, counted once, reasoning included</source>
        <translation>Ausgabe-Tokens, einmal gezählt, samt Überlegung</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Counted once; ≥ while calls have no price</source>
        <translation>Einmal gezählt; ≥, solange Aufrufe keinen Preis haben</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Event time of its newest step</source>
        <translation>Ereigniszeit seines neuesten Schritts</translation>
    </message>
</context>
<context>
    <name>penstock::ui::AgentsView</name>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Delegations</source>
        <translation>Delegationen</translation>
    </message>
    <message>
        <source>agents and what they call</source>
        <translation>Agenten und was sie rufen</translation>
    </message>
    <message>
        <source>pairs</source>
        <translation>Paaren</translation>
    </message>
    <message>
        <source>No agent is known yet.</source>
        <translation>Noch ist kein Agent bekannt.</translation>
    </message>
    <message>
        <source>No agent has delegated to another yet.</source>
        <translation>Noch hat kein Agent an einen anderen delegiert.</translation>
    </message>
    <message>
        <source>%1, %2 they call, %3 open</source>
        <translation>%1, %2 von ihnen gerufen, %3 offen</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>other</source>
        <translation>Anderer</translation>
    </message>
    <message>
        <source>others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>pair</source>
        <translation>Paar</translation>
    </message>
    <message>
        <source>agents and what they call, by their steps</source>
        <translation>Agenten und was sie rufen, nach ihren Schritten</translation>
    </message>
    <message>
        <source>pairs of agents that match</source>
        <translation>Paaren passender Agenten</translation>
    </message>
    <message>
        <source>%1 of %2 %3</source>
        <translation>%1 von %2 %3</translation>
    </message>
</context>
<context>
    <name>penstock::ui::AlarmCell</name>
    <message>
        <source>alarms not seen</source>
        <translation>Alarme ungesehen</translation>
    </message>
    <message>
        <source>Alarms that nobody has seen yet, by priority</source>
        <translation>Alarme, die noch niemand gesehen hat, nach Priorität</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>penstock::ui::AlarmDetail</name>
    <message>
        <source>until</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>or when it is over</source>
        <translation>oder wenn es vorbei ist</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>about</source>
        <translation>betrifft</translation>
    </message>
    <message>
        <source>raised</source>
        <translation>ausgelöst</translation>
    </message>
    <message>
        <source>times raised</source>
        <translation>wie oft</translation>
    </message>
    <message>
        <source>first raised</source>
        <translation>zuerst ausgelöst</translation>
    </message>
    <message>
        <source>over since</source>
        <translation>vorbei seit</translation>
    </message>
    <message>
        <source>seen by</source>
        <translation>gesehen von</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>shelved by</source>
        <translation>zurückgestellt von</translation>
    </message>
    <message>
        <source>held back by</source>
        <translation>zurückgehalten von</translation>
    </message>
    <message>
        <source>out of service by</source>
        <translation>außer Betrieb durch</translation>
    </message>
    <message>
        <source>raised by</source>
        <translation>ausgelöst von</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Value against limit</source>
        <translation>Wert gegen Grenze</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>What is known</source>
        <translation>Was bekannt ist</translation>
    </message>
    <message>
        <source>Others of this kind</source>
        <translation>Andere dieser Art</translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation>Grenze %1</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>the first</source>
        <translation>der erste</translation>
    </message>
    <message>
        <source>delegation</source>
        <translation>Delegation</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Mal</translation>
    </message>
    <message>
        <source>times</source>
        <translation>Mal</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>%1 of %2 steps</source>
        <translation>%1 von %2 Schritten</translation>
    </message>
    <message>
        <source>No alarm is selected.</source>
        <translation>Kein Alarm ist gewählt.</translation>
    </message>
    <message>
        <source>, lasted %1</source>
        <translation>, dauerte %1</translation>
    </message>
</context>
<context>
    <name>penstock::ui::AlarmMetrics</name>
    <message>
        <source>Raised</source>
        <translation>Ausgelöst</translation>
    </message>
    <message>
        <source>By priority</source>
        <translation>Nach Priorität</translation>
    </message>
    <message>
        <source>Noisiest detectors</source>
        <translation>Lauteste Detektoren</translation>
    </message>
    <message>
        <source>times raised</source>
        <translation>wie oft ausgelöst</translation>
    </message>
    <message>
        <source>Standing for a day or longer</source>
        <translation>Seit einem Tag oder länger</translation>
    </message>
    <message>
        <source>last 10 minutes</source>
        <translation>letzte 10 Minuten</translation>
    </message>
    <message>
        <source>last hour</source>
        <translation>letzte Stunde</translation>
    </message>
    <message>
        <source>last day</source>
        <translation>letzter Tag</translation>
    </message>
    <message>
        <source>held back</source>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <source>they chatter</source>
        <translation>sie flattern</translation>
    </message>
    <message>
        <source>gone unseen</source>
        <translation>ungesehen gegangen</translation>
    </message>
    <message>
        <source>over, and no room was left for them</source>
        <translation>vorbei, und es war kein Platz mehr</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1, usual %2 %</source>
        <translation>%1, üblich %2 %</translation>
    </message>
</context>
<context>
    <name>penstock::ui::AlarmTable</name>
    <message>
        <source>Place of the alarm, in order of first appearance</source>
        <translation>Platz des Alarms, in der Reihenfolge des ersten Auftretens</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>How urgent it is; filled and blinking while nobody has seen it</source>
        <translation>Wie dringend er ist; gefüllt und blinkend, solange ihn niemand gesehen hat</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Whether it holds, and who saw it</source>
        <translation>Ob es noch so ist, und wer es gesehen hat</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>When it was raised last</source>
        <translation>Wann er zuletzt ausgelöst wurde</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Betrifft</translation>
    </message>
    <message>
        <source>Agent, tool or budget</source>
        <translation>Agent, Werkzeug oder Budget</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>In one sentence, with value and limit</source>
        <translation>In einem Satz, mit Wert und Grenze</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>The value that decided</source>
        <translation>Der Wert, der entschied</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>How often it was raised</source>
        <translation>Wie oft er ausgelöst wurde</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Wo es ist</translation>
    </message>
    <message>
        <source>Seen by</source>
        <translation>Gesehen von</translation>
    </message>
    <message>
        <source>Who acknowledged it</source>
        <translation>Wer ihn bestätigt hat</translation>
    </message>
    <message>
        <source>not seen yet</source>
        <translation>noch nicht gesehen</translation>
    </message>
    <message>
        <source>seen, still so</source>
        <translation>gesehen, noch so</translation>
    </message>
    <message>
        <source>over, not seen</source>
        <translation>vorbei, nicht gesehen</translation>
    </message>
    <message>
        <source>over, to be reset</source>
        <translation>vorbei, zurückzusetzen</translation>
    </message>
    <message>
        <source>shelved</source>
        <translation>zurückgestellt</translation>
    </message>
    <message>
        <source>held back: chatters</source>
        <translation>zurückgehalten: flattert</translation>
    </message>
    <message>
        <source>out of service</source>
        <translation>außer Betrieb</translation>
    </message>
    <message>
        <source>over, seen</source>
        <translation>vorbei, gesehen</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>low</source>
        <translation>niedrig</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>/min</source>
        <translation>/min</translation>
    </message>
    <message>
        <source>%1 alarms of cascade #%2 in %3; the first: </source>
        <translation>%1 Alarme der Kaskade #%2 in %3; der erste: </translation>
    </message>
    <message>
        <source>%1 alarms of %2 in %3; the first: </source>
        <translation>%1 Alarme von %2 in %3; der erste: </translation>
    </message>
    <message>
        <source>%1 not seen</source>
        <translation>%1 ungesehen</translation>
    </message>
    <message>
        <source>trace #%1</source>
        <translation>Trace #%1</translation>
    </message>
</context>
<context>
    <name>penstock::ui::AlarmsView</name>
    <message>
        <source>No alarm is active.</source>
        <translation>Kein Alarm ist aktiv.</translation>
    </message>
    <message>
        <source>Nothing that is over waits to be seen or reset.</source>
        <translation>Nichts Vergangenes wartet darauf, gesehen oder zurückgesetzt zu werden.</translation>
    </message>
    <message>
        <source>Nothing is shelved.</source>
        <translation>Nichts ist zurückgestellt.</translation>
    </message>
    <message>
        <source>Nothing is held back.</source>
        <translation>Nichts wird zurückgehalten.</translation>
    </message>
    <message>
        <source>No alarm has come and gone yet.</source>
        <translation>Noch kein Alarm ist gekommen und gegangen.</translation>
    </message>
    <message>
        <source>Alarms: %1</source>
        <translation>Alarme: %1</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Vorbei</translation>
    </message>
    <message>
        <source>Shelved</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Suppressed</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>You have seen it. That changes nothing for the agents (A)</source>
        <translation>Sie haben ihn gesehen. Für die Agenten ändert das nichts (A)</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>It is over and may go to the history</source>
        <translation>Es ist vorbei und darf in den Verlauf</translation>
    </message>
    <message>
        <source>Shelve…</source>
        <translation>Zurückstellen…</translation>
    </message>
    <message>
        <source>Not to hear of it for a while, with an end and a reason (S)</source>
        <translation>Eine Weile nichts davon hören, mit Ende und Grund (S)</translation>
    </message>
    <message>
        <source>Unshelve</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>To hear of it again</source>
        <translation>Wieder davon hören</translation>
    </message>
    <message>
        <source>Comment…</source>
        <translation>Anmerken…</translation>
    </message>
    <message>
        <source>A note for whoever looks next (C)</source>
        <translation>Eine Notiz für den, der als Nächster schaut (C)</translation>
    </message>
    <message>
        <source>Select an alarm for which this can be done.</source>
        <translation>Wählen Sie einen Alarm, bei dem das geht.</translation>
    </message>
    <message>
        <source>It is in the log.</source>
        <translation>Es steht im Log.</translation>
    </message>
    <message>
        <source>This alarm is about no single step.</source>
        <translation>Dieser Alarm betrifft keinen einzelnen Schritt.</translation>
    </message>
    <message>
        <source>The trace is no longer in the log.</source>
        <translation>Der Trace ist nicht mehr im Log.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>The fold has not looked yet</source>
        <translation>Es wurde noch nicht nachgesehen</translation>
    </message>
    <message>
        <source>Everything has been seen</source>
        <translation>Alles ist gesehen</translation>
    </message>
    <message>
        <source>alarm that nobody has seen</source>
        <translation>Alarm, den niemand gesehen hat</translation>
    </message>
    <message>
        <source>alarms that nobody has seen</source>
        <translation>Alarme, die niemand gesehen hat</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>What raises alarms, and whether it raises too many</source>
        <translation>Was Alarme auslöst, und ob es zu viele sind</translation>
    </message>
    <message>
        <source>Open the flood first: what nobody has looked at is not acknowledged.</source>
        <translation>Öffnen Sie die Flut zuerst: Was niemand angesehen hat, wird nicht quittiert.</translation>
    </message>
    <message>
        <source>‹ All alarms</source>
        <translation>‹ Alle Alarme</translation>
    </message>
    <message>
        <source>Back to all alarms (Esc)</source>
        <translation>Zurück zu allen Alarmen (Esc)</translation>
    </message>
    <message>
        <source>alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>%1 of cascade #%2</source>
        <translation>%1 der Kaskade #%2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ArgumentsSection</name>
    <message>
        <source>Arguments</source>
        <translation>Argumente</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>none were sent with this step</source>
        <translation>mit diesem Schritt kamen keine</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Tool offered: %1</source>
        <translation>Angebotenes Werkzeug: %1</translation>
    </message>
    <message>
        <source>Document: %1</source>
        <translation>Dokument: %1</translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>Wertung %1</translation>
    </message>
</context>
<context>
    <name>penstock::ui::BillForm</name>
    <message>
        <source>Name of the invoice</source>
        <translation>Name der Rechnung</translation>
    </message>
    <message>
        <source>INV-2026-10</source>
        <translation>RE-2026-10</translation>
    </message>
    <message>
        <source>From (UTC)</source>
        <translation>Von (UTC)</translation>
    </message>
    <message>
        <source>Until, not included (UTC)</source>
        <translation>Bis, ausschließlich (UTC)</translation>
    </message>
    <message>
        <source>Only what this filter keeps</source>
        <translation>Nur was dieser Filter behält</translation>
    </message>
    <message>
        <source>everything; or provider = openai</source>
        <translation>alles; oder provider = openai</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Enter the bill</source>
        <translation>Rechnung eintragen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The bill needs a name.</source>
        <translation>Die Rechnung braucht einen Namen.</translation>
    </message>
    <message>
        <source>Write the amount as 1284.50.</source>
        <translation>Schreiben Sie den Betrag als 1284.50.</translation>
    </message>
    <message>
        <source>Write days as 2026-10-01.</source>
        <translation>Schreiben Sie Tage als 2026-10-01.</translation>
    </message>
    <message>
        <source>The period has to end after it begins.</source>
        <translation>Der Zeitraum muss nach seinem Beginn enden.</translation>
    </message>
    <message>
        <source>Billed</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Three letters of ISO 4217, such as EUR</source>
        <translation>Drei Buchstaben nach ISO 4217, etwa EUR</translation>
    </message>
    <message>
        <source>US dollars for one</source>
        <translation>US-Dollar für einen</translation>
    </message>
    <message>
        <source>US dollars for one %1</source>
        <translation>US-Dollar für 1 %1</translation>
    </message>
    <message>
        <source>Write the currency as three letters, such as EUR.</source>
        <translation>Schreiben Sie die Währung mit drei Buchstaben, etwa EUR.</translation>
    </message>
    <message>
        <source>Write how many US dollars one %1 is worth, as 1.0845.</source>
        <translation>Schreiben Sie, wie viele US-Dollar 1 %1 wert ist, etwa 1.0845.</translation>
    </message>
</context>
<context>
    <name>penstock::ui::BillTable</name>
    <message>
        <source>Bill</source>
        <translation>Rechnung</translation>
    </message>
    <message>
        <source>Name of the invoice</source>
        <translation>Name der Rechnung</translation>
    </message>
    <message>
        <source>Billed</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Billed minus counted, in its period and scope</source>
        <translation>Rechnung minus Gezähltes, für Zeitraum und Umfang der Rechnung</translation>
    </message>
    <message>
        <source>%1, entered by %2</source>
        <translation>%1, eingetragen von %2</translation>
    </message>
    <message>
        <source>US dollars; of another currency at the rate that was entered</source>
        <translation>US-Dollar; aus anderer Währung zum eingetragenen Kurs</translation>
    </message>
    <message>
        <source>%1 at %2 US dollars for one %3</source>
        <translation>%1 zu %2 US-Dollar für 1 %3</translation>
    </message>
</context>
<context>
    <name>penstock::ui::BillsPanel</name>
    <message>
        <source>billed</source>
        <translation>Rechnung</translation>
    </message>
    <message>
        <source>reported</source>
        <translation>gemeldet</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>berechnet</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>geschätzt</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>gezählt</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>ohne Preis</translation>
    </message>
    <message>
        <source>call</source>
        <translation>Aufruf</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>until</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>only</source>
        <translation>nur</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>entered by</source>
        <translation>eingetragen von</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Bills</source>
        <translation>Rechnungen</translation>
    </message>
    <message>
        <source>Billed and counted</source>
        <translation>Rechnung und Gezähltes</translation>
    </message>
    <message>
        <source>What is known about it</source>
        <translation>Was darüber bekannt ist</translation>
    </message>
    <message>
        <source>Enter a bill</source>
        <translation>Rechnung eintragen</translation>
    </message>
    <message>
        <source>No bill was entered yet.</source>
        <translation>Noch keine Rechnung eingetragen.</translation>
    </message>
    <message>
        <source>Enter a bill…</source>
        <translation>Rechnung eintragen…</translation>
    </message>
    <message>
        <source>A billed total, to be held against what was counted (B)</source>
        <translation>Ein Rechnungsbetrag, der mit dem Gezählten verglichen wird (B)</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>The selected bill goes; that it was there stays logged</source>
        <translation>Die gewählte Rechnung verschwindet; dass es sie gab, bleibt im Log</translation>
    </message>
    <message>
        <source>The bill is in the log.</source>
        <translation>Die Rechnung ist im Log.</translation>
    </message>
    <message>
        <source>The bill was taken back.</source>
        <translation>Die Rechnung wurde zurückgenommen.</translation>
    </message>
    <message>
        <source>Enter what a provider billed for a period: it is held against what was counted there, and what is known about the difference is said.</source>
        <translation>Tragen Sie ein, was ein Anbieter für einen Zeitraum berechnet hat: Es wird mit dem dort Gezählten verglichen, und was über die Differenz bekannt ist, wird gesagt.</translation>
    </message>
    <message>
        <source>rate entered</source>
        <translation>Kurs</translation>
    </message>
    <message>
        <source>%1 USD for 1 %2</source>
        <translation>%1 USD für 1 %2</translation>
    </message>
    <message>
        <source>on the invoice</source>
        <translation>auf der Rechnung</translation>
    </message>
</context>
<context>
    <name>penstock::ui::CascadeHeader</name>
    <message>
        <source>Critical path</source>
        <translation>Kritischer Pfad</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Verknüpfungen</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>Underlines the steps that the end was waiting for (P)</source>
        <translation>Unterstreicht die Schritte, auf die das Ende gewartet hat (P)</translation>
    </message>
    <message>
        <source>Draws all links and evidence, not only what set a step off (I)</source>
        <translation>Zeichnet alle Verknüpfungen und Belege, nicht nur, was einen Schritt ausgelöst hat (I)</translation>
    </message>
    <message>
        <source>The same cascade as a graph of causes (G)</source>
        <translation>Dieselbe Kaskade als Graph der Ursachen (G)</translation>
    </message>
    <message>
        <source>not received</source>
        <translation>nicht empfangen</translation>
    </message>
    <message>
        <source>Cascade</source>
        <translation>Kaskade</translation>
    </message>
    <message>
        <source>root</source>
        <translation>Wurzel</translation>
    </message>
    <message>
        <source>started</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>lasted</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>traces</source>
        <translation>Traces</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>waits for a person</source>
        <translation>wartet auf Person</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>traces left out</source>
        <translation>Traces ausgelassen</translation>
    </message>
    <message>
        <source>steps still to come</source>
        <translation>Schritte folgen noch</translation>
    </message>
</context>
<context>
    <name>penstock::ui::CascadePage</name>
    <message>
        <source>Graph of causes</source>
        <translation>Graph der Ursachen</translation>
    </message>
    <message>
        <source>No agent run is known in this cascade.</source>
        <translation>In dieser Kaskade ist kein Agentenlauf bekannt.</translation>
    </message>
    <message>
        <source>Show all alike (Esc)</source>
        <translation>Alle gleich zeigen (Esc)</translation>
    </message>
    <message>
        <source>What is selected in another view is shown here.</source>
        <translation>Hier erscheint, was in einer anderen Ansicht gewählt ist.</translation>
    </message>
    <message>
        <source>Putting the cascade together; it has %1 in %2. Esc goes back.</source>
        <translation>Die Kaskade wird zusammengesetzt; sie hat %1 in %2. Esc geht zurück.</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>trace</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>traces</source>
        <translation>Traces</translation>
    </message>
    <message>
        <source>Everything that %1 set off: %2, %3</source>
        <translation>Alles, was %1 ausgelöst hat: %2, %3</translation>
    </message>
    <message>
        <source>All that led to %1: %2</source>
        <translation>Alles, was zu %1 geführt hat: %2</translation>
    </message>
    <message>
        <source>Zoom to this time</source>
        <translation>Auf diese Zeit zoomen</translation>
    </message>
    <message>
        <source>Copy the times</source>
        <translation>Zeiten kopieren</translation>
    </message>
    <message>
        <source>Follow the newest again (Space)</source>
        <translation>Wieder dem Neuesten folgen (Leertaste)</translation>
    </message>
    <message>
        <source>Everything downstream</source>
        <translation>Alles Nachfolgende</translation>
    </message>
    <message>
        <source>All that led here</source>
        <translation>Alles, was hierher führte</translation>
    </message>
    <message>
        <source>Zoom to it (F)</source>
        <translation>Darauf zoomen (F)</translation>
    </message>
    <message>
        <source>Let go from the top (M)</source>
        <translation>Oben lösen (M)</translation>
    </message>
    <message>
        <source>Keep at the top (M)</source>
        <translation>Oben festhalten (M)</translation>
    </message>
    <message>
        <source>Fold everything</source>
        <translation>Alles falten</translation>
    </message>
    <message>
        <source>Unfold everything</source>
        <translation>Alles entfalten</translation>
    </message>
    <message>
        <source>Copy line</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Only the lines on the screen are in a picture.</source>
        <translation>Im Bild sind nur die Zeilen, die auf dem Schirm stehen.</translation>
    </message>
    <message>
        <source>The cascade: %1 steps</source>
        <translation>Die Kaskade: %1 Schritte</translation>
    </message>
    <message>
        <source>The selected step and all below it: %1 steps</source>
        <translation>Der gewählte Schritt und alles darunter: %1 Schritte</translation>
    </message>
    <message>
        <source>The filter is not applied here. %1</source>
        <translation>Der Filter gilt hier nicht. %1</translation>
    </message>
    <message>
        <source>A node stands for all runs of an agent: there are %1.</source>
        <translation>Ein Knoten steht für alle Läufe eines Agenten: es sind %1.</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>%1 left out, the lines above have them.</source>
        <translation>%1 ausgelassen, die Zeilen darüber enthalten sie.</translation>
    </message>
    <message>
        <source>tool or store</source>
        <translation>Werkzeug oder Speicher</translation>
    </message>
    <message>
        <source>tools and stores</source>
        <translation>Werkzeuge und Speicher</translation>
    </message>
    <message>
        <source>%1 still to come, and with them who delegated to whom.</source>
        <translation>%1 kommen noch, und mit ihnen, wer wem delegierte.</translation>
    </message>
</context>
<context>
    <name>penstock::ui::CascadeTable</name>
    <message>
        <source>Number of the trace that began it</source>
        <translation>Nummer des Trace, mit dem sie begann</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Earliest event time in it</source>
        <translation>Früheste Ereigniszeit darin</translation>
    </message>
    <message>
        <source>Root decision</source>
        <translation>Erste Entscheidung</translation>
    </message>
    <message>
        <source>Name of the root of the trace that began it</source>
        <translation>Name der Wurzel des Trace, mit dem sie begann</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Agent of the root run</source>
        <translation>Agent des Wurzellaufs</translation>
    </message>
    <message>
        <source>Deployment</source>
        <translation>Deployment</translation>
    </message>
    <message>
        <source>service.name of the root</source>
        <translation>service.name der Wurzel</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Running work, failed steps, parents that never came</source>
        <translation>Laufende Arbeit, fehlgeschlagene Schritte, Eltern, die nie kamen</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>From the earliest to the latest event time</source>
        <translation>Von der frühesten bis zur spätesten Ereigniszeit</translation>
    </message>
    <message>
        <source>Traces</source>
        <translation>Traces</translation>
    </message>
    <message>
        <source>Traces it goes through, across services</source>
        <translation>Traces, durch die sie geht, über Dienste hinweg</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Different agents; ≥ where traces may share some</source>
        <translation>Verschiedene Agenten; ≥, wo Traces welche gemeinsam haben können</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Runs of agents</source>
        <translation>Läufe von Agenten</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Steps received</source>
        <translation>Empfangene Schritte</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Steps that failed</source>
        <translation>Fehlgeschlagene Schritte</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Input and output, counted once</source>
        <translation>Eingabe und Ausgabe, einmal gezählt</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Counted once; ≥ while parts have no price or still run</source>
        <translation>Einmal gezählt; ≥, solange Teile keinen Preis haben oder noch laufen</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation>%1 fehlen</translation>
    </message>
    <message>
        <source>Between %1 and %2: traces tell how many agents they have, not which</source>
        <translation>Zwischen %1 und %2: Traces sagen, wie viele Agenten sie haben, nicht welche</translation>
    </message>
</context>
<context>
    <name>penstock::ui::CascadesView</name>
    <message>
        <source>Cascades</source>
        <translation>Kaskaden</translation>
    </message>
    <message>
        <source>No cascade has begun yet.</source>
        <translation>Noch hat keine Kaskade begonnen.</translation>
    </message>
    <message>
        <source>Cascades across traces</source>
        <translation>Kaskaden über Traces hinweg</translation>
    </message>
    <message>
        <source>No cascade goes beyond one trace yet.</source>
        <translation>Noch geht keine Kaskade über einen Trace hinaus.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Across traces</source>
        <translation>Über Traces hinweg</translation>
    </message>
    <message>
        <source>cascade</source>
        <translation>Kaskade</translation>
    </message>
    <message>
        <source>cascades</source>
        <translation>Kaskaden</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ChartAlarms</name>
    <message>
        <source>Alarms in this time</source>
        <translation>Alarme in dieser Zeit</translation>
    </message>
    <message>
        <source>alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>none in this time</source>
        <translation>keine in dieser Zeit</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ChartAxis</name>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>a step is %1</source>
        <translation>ein Schritt ist %1</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ChartBoard</name>
    <message>
        <source>Charts</source>
        <translation>Kurven</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ChartFeed</name>
    <message>
        <source>Agents that did a step which matches; all of their steps are added up.</source>
        <translation>Agenten mit einem passenden Schritt; alle ihre Schritte sind summiert.</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ChartLane</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>most, %1</source>
        <translation>am meisten, %1</translation>
    </message>
    <message>
        <source>normal not known yet</source>
        <translation>Übliches unbekannt</translation>
    </message>
    <message>
        <source>normal %1</source>
        <translation>üblich %1</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>Normal %1: median ± 3 median deviations of the last %2</source>
        <translation>Üblich %1: Median ± 3 mittlere Abweichungen (MAD) der letzten %2</translation>
    </message>
    <message>
        <source>Nothing was counted in %1. %2</source>
        <translation>Zeit ohne Zählung: %1. %2</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ChartPlot</name>
    <message>
        <source>Nothing was counted in this time.</source>
        <translation>In dieser Zeit wurde nichts gezählt.</translation>
    </message>
    <message>
        <source>Nothing was counted in %1. %2</source>
        <translation>Zeit ohne Zählung: %1. %2</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ChartsToolbar</name>
    <message>
        <source>Whole</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Deployments</source>
        <translation>Deployments</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Nothing is selected in the fleet</source>
        <translation>In der Flotte ist nichts gewählt</translation>
    </message>
    <message>
        <source>Only what is selected: %1</source>
        <translation>Nur die Auswahl: %1</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ChartsView</name>
    <message>
        <source>Its run in trace #%1   Shift+Enter</source>
        <translation>Der Lauf in Trace #%1   Umschalt+Enter</translation>
    </message>
    <message>
        <source>Click a step, or Enter on it: who was behind it. Drag: a range. Wheel: nearer, farther.</source>
        <translation>Klick auf einen Schritt oder Enter: wer dahinter stand. Ziehen: Zeitraum. Rad: näher, weiter weg.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>agents by their steps</source>
        <translation>Agenten nach ihren Schritten</translation>
    </message>
    <message>
        <source>Refused on arrival</source>
        <translation>Bei Ankunft abgelehnt</translation>
    </message>
    <message>
        <source>Told to come again on arrival</source>
        <translation>Bei Ankunft um Wiederholung gebeten</translation>
    </message>
</context>
<context>
    <name>penstock::ui::CloseGuard</name>
    <message>
        <source>Close Penstock</source>
        <translation>Penstock schließen</translation>
    </message>
    <message>
        <source>Penstock is recording. If it quits, agents that send here are turned away.</source>
        <translation>Penstock zeichnet auf. Wird es beendet, werden Agenten abgewiesen, die hierher senden.</translation>
    </message>
    <message>
        <source>Keep recording with the window minimised, or quit?</source>
        <translation>Mit verkleinertem Fenster weiter aufzeichnen oder beenden?</translation>
    </message>
    <message>
        <source>Keep recording</source>
        <translation>Weiter aufzeichnen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>penstock::ui::CommandPalette</name>
    <message>
        <source>Type a command</source>
        <translation>Befehl eingeben</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ConnectView</name>
    <message>
        <source>Connect an agent</source>
        <translation>Einen Agenten anschließen</translation>
    </message>
    <message>
        <source>Send a test span</source>
        <translation>Einen Test-Span senden</translation>
    </message>
    <message>
        <source>Open demo fleet</source>
        <translation>Demo-Flotte öffnen</translation>
    </message>
    <message>
        <source>Sending one agent run over OTLP/HTTP.</source>
        <translation>Ein Agentenlauf wird über OTLP/HTTP gesendet.</translation>
    </message>
    <message>
        <source>Accepted and stored. It is the newest of Traces.</source>
        <translation>Angenommen und gespeichert. Er ist der neueste der Traces.</translation>
    </message>
    <message>
        <source>Penstock is not listening, so no agent can reach it.</source>
        <translation>Penstock lauscht nicht, kein Agent kann es erreichen.</translation>
    </message>
    <message>
        <source>Nothing has arrived yet. Point an agent here and its runs appear.</source>
        <translation>Noch ist nichts angekommen. Einen Agenten hierher richten, dann erscheinen seine Läufe.</translation>
    </message>
    <message>
        <source>Point another agent here and its runs appear.</source>
        <translation>Einen weiteren Agenten hierher richten, dann erscheinen seine Läufe.</translation>
    </message>
    <message>
        <source>OTLP/gRPC %1</source>
        <translation>OTLP/gRPC %1</translation>
    </message>
    <message>
        <source>OTLP/HTTP %1</source>
        <translation>OTLP/HTTP %1</translation>
    </message>
    <message>
        <source>Every sender needs a token: penstockctl token create shows one once.</source>
        <translation>Jeder Sender braucht ein Token: penstockctl token create zeigt es einmal.</translation>
    </message>
    <message>
        <source>No token is needed from this machine. Nothing leaves it.</source>
        <translation>Von diesem Rechner aus ist kein Token nötig. Nichts verlässt ihn.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the settings for %1</source>
        <translation>Einstellungen für %1 kopieren</translation>
    </message>
    <message>
        <source>Settings for %1</source>
        <translation>Einstellungen für %1</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ConversationSection</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>%1 earlier messages</source>
        <translation>%1 frühere Nachrichten</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>This step carries no messages.</source>
        <translation>Dieser Schritt trägt keine Nachrichten.</translation>
    </message>
    <message>
        <source>The content was not captured. </source>
        <translation>Der Inhalt wurde nicht mitgeschrieben. </translation>
    </message>
</context>
<context>
    <name>penstock::ui::CostLegend</name>
    <message>
        <source>reported</source>
        <translation>gemeldet</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>berechnet</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>geschätzt</translation>
    </message>
    <message>
        <source>Bars: reported full, computed light, estimated hatched</source>
        <translation>Balken: gemeldet voll, berechnet hell, geschätzt schraffiert</translation>
    </message>
</context>
<context>
    <name>penstock::ui::CostTable</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What the money was spent on</source>
        <translation>Wofür das Geld ausgegeben wurde</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Whose run began the cascade</source>
        <translation>Wessen Lauf die Kaskade begann</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Reported, computed and estimated together; ≥ where calls have no price</source>
        <translation>Gemeldet, berechnet und geschätzt zusammen; ≥, wo Aufrufe keinen Preis haben</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Of the total. The bar: reported full, computed light, estimated hatched</source>
        <translation>An der Summe. Der Balken: gemeldet voll, berechnet hell, geschätzt schraffiert</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>Gemeldet</translation>
    </message>
    <message>
        <source>Said by the senders</source>
        <translation>Von den Sendern gesagt</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>Berechnet</translation>
    </message>
    <message>
        <source>From tokens and the table of prices</source>
        <translation>Aus Tokens und der Preistabelle</translation>
    </message>
    <message>
        <source>Estimated</source>
        <translation>Geschätzt</translation>
    </message>
    <message>
        <source>No price</source>
        <translation>Ohne Preis</translation>
    </message>
    <message>
        <source>Calls that nobody knows the price of, and their tokens: not in the total</source>
        <translation>Aufrufe, deren Preis niemand kennt, und ihre Tokens: nicht in der Summe</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Model calls that count</source>
        <translation>Modellaufrufe, die zählen</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Prompt tokens, cached ones included</source>
        <translation>Prompt-Tokens, auch die aus dem Cache</translation>
    </message>
    <message>
        <source>Cached</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>Of the input, tokens read from or written to a cache</source>
        <translation>Von der Eingabe: aus einem Cache gelesen oder in einen geschrieben</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Generated tokens</source>
        <translation>Erzeugte Tokens</translation>
    </message>
    <message>
        <source>%1 · %2 tok</source>
        <translation>%1 · %2 Tok</translation>
    </message>
    <message>
        <source>%1 calls have no price: %2 input and %3 output tokens; %4 of them said nothing about tokens. They are not in the total.</source>
        <translation>%1 Aufrufe haben keinen Preis: %2 Eingabe- und %3 Ausgabe-Tokens; %4 davon sagten nichts über Tokens. Sie sind nicht in der Summe.</translation>
    </message>
    <message>
        <source>Reported %1, computed %2, estimated %3</source>
        <translation>Gemeldet %1, berechnet %2, geschätzt %3</translation>
    </message>
    <message>
        <source>%1 read from a cache, %2 written to one</source>
        <translation>%1 aus einem Cache gelesen, %2 in einen geschrieben</translation>
    </message>
    <message>
        <source>The sender calls it an estimate, or a price or tokens had to be guessed: each amount says why</source>
        <translation>Der Sender nennt es eine Schätzung, oder Preis oder Token mussten geraten werden: jeder Betrag sagt, warum</translation>
    </message>
    <message>
        <source>%1, in %2</source>
        <translation>%1, in %2</translation>
    </message>
</context>
<context>
    <name>penstock::ui::CostsView</name>
    <message>
        <source>Costs</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Time that is counted</source>
        <translation>Gezählte Zeit</translation>
    </message>
    <message>
        <source>the last %1</source>
        <translation>letzte %1</translation>
    </message>
    <message>
        <source>everything known</source>
        <translation>alles Bekannte</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation>%1 ab %2</translation>
    </message>
    <message>
        <source>model calls</source>
        <translation>Modellaufrufe</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt…</translation>
    </message>
    <message>
        <source>No model call ended in this time.</source>
        <translation>In dieser Zeit endete kein Modellaufruf.</translation>
    </message>
    <message>
        <source>What ended from %1 to %2; usage told twice is counted once</source>
        <translation>Was von %1 bis %2 endete; doppelt Gemeldetes zählt einmal</translation>
    </message>
    <message>
        <source>The filter is not applied here: %1</source>
        <translation>Der Filter gilt hier nicht: %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Cascade</source>
        <translation>Kaskade</translation>
    </message>
    <message>
        <source>Total, USD</source>
        <translation>Summe, USD</translation>
    </message>
    <message>
        <source>Reported, USD</source>
        <translation>Gemeldet, USD</translation>
    </message>
    <message>
        <source>Computed, USD</source>
        <translation>Berechnet, USD</translation>
    </message>
    <message>
        <source>Estimated, USD</source>
        <translation>Geschätzt, USD</translation>
    </message>
    <message>
        <source>Calls without price</source>
        <translation>Aufrufe ohne Preis</translation>
    </message>
    <message>
        <source>Their input</source>
        <translation>Deren Eingabe</translation>
    </message>
    <message>
        <source>Their output</source>
        <translation>Deren Ausgabe</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Read from cache</source>
        <translation>Aus Cache gelesen</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Written to cache</source>
        <translation>In Cache geschrieben</translation>
    </message>
    <message>
        <source>Estimated: %1</source>
        <translation>Geschätzt: %1</translation>
    </message>
    <message>
        <source>Tokens stand in a wider list</source>
        <translation>Token stehen in einer breiteren Liste</translation>
    </message>
</context>
<context>
    <name>penstock::ui::CrumbBar</name>
    <message>
        <source>Back (Alt+Left)</source>
        <translation>Zurück (Alt+Links)</translation>
    </message>
    <message>
        <source>Forward (Alt+Right)</source>
        <translation>Vor (Alt+Rechts)</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Ctrl+K   Commands</source>
        <translation>Strg+K   Befehle</translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation>Flotte</translation>
    </message>
    <message>
        <source>Traces</source>
        <translation>Traces</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Verluste</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Anschließen</translation>
    </message>
    <message>
        <source>%1 of %2 %3</source>
        <translation>%1 von %2 %3</translation>
    </message>
    <message>
        <source>%1 left out, show</source>
        <translation>%1 ausgelassen, zeigen</translation>
    </message>
    <message>
        <source>Cascades</source>
        <translation>Kaskaden</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>Kosten</translation>
    </message>
</context>
<context>
    <name>penstock::ui::DataTable</name>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
</context>
<context>
    <name>penstock::ui::DelegationTable</name>
    <message>
        <source>, remote</source>
        <translation>, entfernt</translation>
    </message>
    <message>
        <source>Number, in order of first appearance</source>
        <translation>Nummer, nach erstem Erscheinen</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Agent that delegates</source>
        <translation>Agent, der delegiert</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Agent that is delegated to</source>
        <translation>Agent, an den delegiert wird</translation>
    </message>
    <message>
        <source>Known by</source>
        <translation>Bekannt durch</translation>
    </message>
    <message>
        <source>Declared by the sender, structural (parent and child), or inferred</source>
        <translation>Vom Sender erklärt, strukturell (Elternteil und Kind) oder erschlossen</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>The strongest evidence seen; all of it on hover</source>
        <translation>Der stärkste gesehene Beleg; alle beim Überfahren</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Whether control comes back</source>
        <translation>Ob die Kontrolle zurückkehrt</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>Sicher</translation>
    </message>
    <message>
        <source>Confidence of an inferred delegation</source>
        <translation>Sicherheit einer erschlossenen Delegation</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Delegations between runs</source>
        <translation>Delegationen zwischen Läufen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Delegated runs that failed</source>
        <translation>Delegierte Läufe, die fehlschlugen</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Event time</source>
        <translation>Ereigniszeit</translation>
    </message>
</context>
<context>
    <name>penstock::ui::DockTitle</name>
    <message>
        <source>In a window of its own</source>
        <translation>In ein eigenes Fenster</translation>
    </message>
    <message>
        <source>Close %1 beside</source>
        <translation>%1 daneben schließen</translation>
    </message>
    <message>
        <source>Back beside the other views</source>
        <translation>Zurück neben die anderen Ansichten</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ExchangeCanvas</name>
    <message>
        <source>Exchanges</source>
        <translation>Wortwechsel</translation>
    </message>
    <message>
        <source>Open the step in its cascade (Enter)</source>
        <translation>Den Schritt in seiner Kaskade öffnen (Enter)</translation>
    </message>
    <message>
        <source>Fold (←)</source>
        <translation>Falten (←)</translation>
    </message>
    <message>
        <source>Unfold (→)</source>
        <translation>Entfalten (→)</translation>
    </message>
    <message>
        <source>Copy the request</source>
        <translation>Anfrage kopieren</translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation>Antwort kopieren</translation>
    </message>
    <message>
        <source>Copy the exchange</source>
        <translation>Wortwechsel kopieren</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ExchangeFeed</name>
    <message>
        <source>The filter is not applied here. %1</source>
        <translation>Der Filter gilt hier nicht. %1</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ExchangeTable</name>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ExchangesPage</name>
    <message>
        <source>This way</source>
        <translation>Diese Richtung</translation>
    </message>
    <message>
        <source>Both ways</source>
        <translation>Beide Richtungen</translation>
    </message>
    <message>
        <source>Select a line in the fleet: what its ends said to each other is shown here.</source>
        <translation>Eine Linie der Flotte wählen: hier erscheint, was ihre Enden einander sagten.</translation>
    </message>
    <message>
        <source>Looking for what they said to each other. Esc goes back.</source>
        <translation>Es wird gesucht, was sie einander sagten. Esc geht zurück.</translation>
    </message>
    <message>
        <source>0 of %1 exchanges match the filter.</source>
        <translation>0 von %1 Wortwechseln passen zum Filter.</translation>
    </message>
    <message>
        <source>They said nothing to each other in this direction.</source>
        <translation>In dieser Richtung sagten sie einander nichts.</translation>
    </message>
    <message>
        <source>exchange</source>
        <translation>Wortwechsel</translation>
    </message>
    <message>
        <source>exchanges</source>
        <translation>Wortwechsel</translation>
    </message>
    <message>
        <source>%1 of %2 exchanges</source>
        <translation>%1 von %2 Wortwechseln</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 without answer</source>
        <translation>%1 ohne Antwort</translation>
    </message>
    <message>
        <source>%1 asked again</source>
        <translation>%1 erneut gefragt</translation>
    </message>
    <message>
        <source>%1 too large to look into for requests across traces</source>
        <translation>%1 zu groß, um darin nach Anfragen über Traces hinweg zu suchen</translation>
    </message>
    <message>
        <source>cascade</source>
        <translation>Kaskade</translation>
    </message>
    <message>
        <source>cascades</source>
        <translation>Kaskaden</translation>
    </message>
    <message>
        <source>The texts of %1 are not read; scroll to them first.</source>
        <translation>Die Texte von %1 sind nicht gelesen; erst dorthin blättern.</translation>
    </message>
    <message>
        <source>The steps that were asked: %1</source>
        <translation>Die gefragten Schritte: %1</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>What, and in which format</source>
        <translation>Was, und in welchem Format</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>%1 of %2 rows read; Esc stops.</source>
        <translation>%1 von %2 Zeilen gelesen; Esc bricht ab.</translation>
    </message>
    <message>
        <source>Written to %1, %2. %3</source>
        <translation>Geschrieben nach %1, %2. %3</translation>
    </message>
    <message>
        <source>Picture as it stands (PNG)</source>
        <translation>Bild, wie es steht (PNG)</translation>
    </message>
    <message>
        <source>Picture as it stands (SVG)</source>
        <translation>Bild, wie es steht (SVG)</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>Tabelle (CSV)</translation>
    </message>
    <message>
        <source>Table (JSON)</source>
        <translation>Tabelle (JSON)</translation>
    </message>
    <message>
        <source>%1 (OTLP JSON)</source>
        <translation>%1 (OTLP JSON)</translation>
    </message>
    <message>
        <source>Secrets that were masked stay masked. penstockctl import reads it back.</source>
        <translation>Maskierte Geheimnisse bleiben maskiert. penstockctl import liest es wieder ein.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>There is nothing on the screen that could be exported.</source>
        <translation>Auf dem Schirm steht nichts, was exportiert werden könnte.</translation>
    </message>
    <message>
        <source>This file exists and would be replaced.</source>
        <translation>Diese Datei besteht schon und würde ersetzt.</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>Writing; Esc stops.</source>
        <translation>Wird geschrieben; Esc bricht ab.</translation>
    </message>
    <message>
        <source>%1 rows, %2 columns. </source>
        <translation>%1 Zeilen, %2 Spalten. </translation>
    </message>
    <message>
        <source> %1 rows went while it was read.</source>
        <translation> %1 Zeilen verschwanden beim Lesen.</translation>
    </message>
    <message>
        <source>Stopped: nothing was written.</source>
        <translation>Abgebrochen: nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>%1 steps.</source>
        <translation>%1 Schritte.</translation>
    </message>
    <message>
        <source> %1 more are no longer in the log.</source>
        <translation> %1 weitere sind nicht mehr im Log.</translation>
    </message>
</context>
<context>
    <name>penstock::ui::FileWriter</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
</context>
<context>
    <name>penstock::ui::FilterLine</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Bookmarks and history</source>
        <translation>Lesezeichen und Verlauf</translation>
    </message>
    <message>
        <source>Filter everything: agent = … and cost &gt; $0.50</source>
        <translation>Alles filtern: agent = … and cost &gt; $0.50</translation>
    </message>
    <message>
        <source>Enter shows everything</source>
        <translation>Enter zeigt alles</translation>
    </message>
    <message>
        <source>matching</source>
        <translation>wird geprüft</translation>
    </message>
    <message>
        <source>not valid</source>
        <translation>ungültig</translation>
    </message>
    <message>
        <source>old spelling</source>
        <translation>alte Schreibweise</translation>
    </message>
    <message>
        <source>not applied here</source>
        <translation>gilt hier nicht</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>gültig</translation>
    </message>
    <message>
        <source>valid, Enter applies</source>
        <translation>gültig, Enter wendet an</translation>
    </message>
    <message>
        <source>what was probably meant</source>
        <translation>was wohl gemeint war</translation>
    </message>
    <message>
        <source>%1, Del removes</source>
        <translation>%1, Entf entfernt</translation>
    </message>
    <message>
        <source>used before</source>
        <translation>schon benutzt</translation>
    </message>
    <message>
        <source>No filter has been used yet.</source>
        <translation>Noch wurde kein Filter benutzt.</translation>
    </message>
    <message>
        <source>Ctrl+D keeps this filter under a name.</source>
        <translation>Strg+D behält diesen Filter unter einem Namen.</translation>
    </message>
    <message>
        <source>Name for this filter</source>
        <translation>Name für diesen Filter</translation>
    </message>
    <message>
        <source>Enter keeps %1 under this name, Esc does not.</source>
        <translation>Enter behält %1 unter diesem Namen, Esc nicht.</translation>
    </message>
    <message>
        <source>This room shows everything, whatever the filter.</source>
        <translation>Dieser Raum zeigt alles, gleich welcher Filter gilt.</translation>
    </message>
</context>
<context>
    <name>penstock::ui::FilterPopup</name>
    <message>
        <source>Suggestions for the filter</source>
        <translation>Vorschläge für den Filter</translation>
    </message>
</context>
<context>
    <name>penstock::ui::FleetCanvas</name>
    <message>
        <source>Fleet graph</source>
        <translation>Graph der Flotte</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>Zuklappen</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>Aufklappen</translation>
    </message>
    <message>
        <source>Only this and its neighbours</source>
        <translation>Nur diesen und seine Nachbarn</translation>
    </message>
    <message>
        <source>Show runs</source>
        <translation>Läufe zeigen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>What they said to each other (Enter)</source>
        <translation>Was sie einander sagten (Enter)</translation>
    </message>
</context>
<context>
    <name>penstock::ui::FleetPanel</name>
    <message>
        <source>Against normal</source>
        <translation>Gegen den üblichen Wert</translation>
    </message>
    <message>
        <source>Open now</source>
        <translation>Jetzt offen</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>calls/min</source>
        <translation>Aufrufe/min</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>Gegenüber</translation>
    </message>
    <message>
        <source>How it is known</source>
        <translation>Woher es bekannt ist</translation>
    </message>
    <message>
        <source>Last failed runs</source>
        <translation>Letzte fehlgeschlagene Läufe</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Authority</source>
        <translation>Befugnis</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>Linien</translation>
    </message>
    <message>
        <source>What they said to each other (E)</source>
        <translation>Was sie einander sagten (E)</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Tools it used</source>
        <translation>Benutzte Werkzeuge</translation>
    </message>
</context>
<context>
    <name>penstock::ui::FleetToolbar</name>
    <message>
        <source>Graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>single points</source>
        <translation>Engstellen</translation>
    </message>
    <message>
        <source>Agents without which the others fall apart into two parts: outlined in ink</source>
        <translation>Agenten, ohne die die übrigen in zwei Teile zerfallen: dunkel umrandet</translation>
    </message>
    <message>
        <source>Find a name, kind or deployment</source>
        <translation>Name, Art oder Deployment suchen</translation>
    </message>
    <message>
        <source>Find in the graph</source>
        <translation>Im Graphen suchen</translation>
    </message>
    <message>
        <source>%1 of %2 nodes</source>
        <translation>%1 von %2 Knoten</translation>
    </message>
    <message>
        <source>, %1 folded</source>
        <translation>, %1 gefaltet</translation>
    </message>
    <message>
        <source>, %1 elsewhere: Esc</source>
        <translation>, %1 anderswo: Esc</translation>
    </message>
    <message>
        <source>%1 hidden, show</source>
        <translation>%1 verborgen, zeigen</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>1 matches</source>
        <translation>1 Treffer</translation>
    </message>
    <message>
        <source>%1 match</source>
        <translation>%1 Treffer</translation>
    </message>
</context>
<context>
    <name>penstock::ui::FleetView</name>
    <message>
        <source>No agent is known yet.</source>
        <translation>Noch ist kein Agent bekannt.</translation>
    </message>
    <message>
        <source>0 of %1 nodes match.</source>
        <translation>0 von %1 Knoten passen.</translation>
    </message>
    <message>
        <source>All %1 nodes are hidden; Shift+H shows them.</source>
        <translation>Alle %1 Knoten sind verborgen; Umschalt+H zeigt sie.</translation>
    </message>
    <message>
        <source>nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>%1 are in the picture. </source>
        <translation>%1 sind im Bild. </translation>
    </message>
    <message>
        <source>nodes by their steps</source>
        <translation>Knoten nach ihren Schritten</translation>
    </message>
</context>
<context>
    <name>penstock::ui::FoundBySteps</name>
    <message>
        <source>Looking at steps: %1 of %2.</source>
        <translation>Schritte werden durchgesehen: %1 von %2.</translation>
    </message>
    <message>
        <source>%1 of them are not indexed yet.</source>
        <translation>%1 davon sind noch nicht im Index.</translation>
    </message>
</context>
<context>
    <name>penstock::ui::GraphLegend</name>
    <message>
        <source>What the shapes of the graph stand for</source>
        <translation>Wofür die Formen im Graphen stehen</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>remote agent</source>
        <translation>entfernter Agent</translation>
    </message>
    <message>
        <source>tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>person</source>
        <translation>Mensch</translation>
    </message>
    <message>
        <source>store</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>call in flight</source>
        <translation>laufender Aufruf</translation>
    </message>
    <message>
        <source>&lt; 10</source>
        <translation>&lt; 10</translation>
    </message>
    <message>
        <source>&lt; 30</source>
        <translation>&lt; 30</translation>
    </message>
    <message>
        <source>&lt; 60</source>
        <translation>&lt; 60</translation>
    </message>
    <message>
        <source>60+ calls a minute</source>
        <translation>60+ Aufrufe je Minute</translation>
    </message>
</context>
<context>
    <name>penstock::ui::GroupLegend</name>
    <message>
        <source>What the colours stand for</source>
        <translation>Wofür die Farben stehen</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
</context>
<context>
    <name>penstock::ui::HintBar</name>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>fold, unfold</source>
        <translation>falten, entfalten</translation>
    </message>
    <message>
        <source>neighbour</source>
        <translation>Nachbar</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>kopieren</translation>
    </message>
    <message>
        <source>up</source>
        <translation>hinauf</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>alle Tasten</translation>
    </message>
    <message>
        <source>fit</source>
        <translation>einpassen</translation>
    </message>
    <message>
        <source>re-layout</source>
        <translation>neu anordnen</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>filtern</translation>
    </message>
    <message>
        <source>hide</source>
        <translation>verbergen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>öffnen</translation>
    </message>
    <message>
        <source>graph or table</source>
        <translation>Graph oder Tabelle</translation>
    </message>
    <message>
        <source>pause</source>
        <translation>anhalten</translation>
    </message>
    <message>
        <source>follow</source>
        <translation>folgen</translation>
    </message>
    <message>
        <source>rooms</source>
        <translation>Räume</translation>
    </message>
    <message>
        <source>spike</source>
        <translation>Spitze</translation>
    </message>
    <message>
        <source>who was it</source>
        <translation>wer war es</translation>
    </message>
    <message>
        <source>zoom, pan</source>
        <translation>Zoom, schieben</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>snapshot %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>steps %1</source>
        <translation>Schritte %1</translation>
    </message>
    <message>
        <source>traces %1</source>
        <translation>Traces %1</translation>
    </message>
    <message>
        <source>agents %1</source>
        <translation>Agenten %1</translation>
    </message>
    <message>
        <source>critical path</source>
        <translation>kritischer Pfad</translation>
    </message>
    <message>
        <source>graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>keep at top</source>
        <translation>oben halten</translation>
    </message>
    <message>
        <source>next, previous</source>
        <translation>nächster, voriger</translation>
    </message>
    <message>
        <source>open the step</source>
        <translation>Schritt öffnen</translation>
    </message>
    <message>
        <source>both ways</source>
        <translation>beide Richtungen</translation>
    </message>
    <message>
        <source>acknowledge</source>
        <translation>bestätigen</translation>
    </message>
    <message>
        <source>shelve</source>
        <translation>zurückstellen</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>anmerken</translation>
    </message>
    <message>
        <source>go to the cause</source>
        <translation>zur Ursache</translation>
    </message>
    <message>
        <source>try it on the log</source>
        <translation>am Log erproben</translation>
    </message>
    <message>
        <source>save</source>
        <translation>speichern</translation>
    </message>
    <message>
        <source>into it</source>
        <translation>hinein</translation>
    </message>
    <message>
        <source>enter a bill</source>
        <translation>Rechnung eintragen</translation>
    </message>
    <message>
        <source>bills</source>
        <translation>Rechnungen</translation>
    </message>
    <message>
        <source>export</source>
        <translation>exportieren</translation>
    </message>
    <message>
        <source>rates</source>
        <translation>Verlauf</translation>
    </message>
</context>
<context>
    <name>penstock::ui::Inspector</name>
    <message>
        <source>Raw attributes</source>
        <translation>Rohe Attribute</translation>
    </message>
    <message>
        <source>No raw attributes.</source>
        <translation>Keine rohen Attribute.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Argumente</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Verbrauch</translation>
    </message>
    <message>
        <source>Known by</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Usage and cost</source>
        <translation>Verbrauch und Kosten</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Reading the step from the log.</source>
        <translation>Der Schritt wird aus dem Log gelesen.</translation>
    </message>
    <message>
        <source>This step has not been received. It is known only because steps below it name it as their parent.</source>
        <translation>Dieser Schritt wurde nicht empfangen. Bekannt ist er nur, weil Schritte darunter ihn als Elternteil nennen.</translation>
    </message>
    <message>
        <source>No span stands for this run; it is known from the steps in it.</source>
        <translation>Für diesen Lauf steht kein Span; bekannt ist er durch seine Schritte.</translation>
    </message>
    <message>
        <source>No step selected</source>
        <translation>Kein Schritt gewählt</translation>
    </message>
    <message>
        <source>Select a step to see what it said and did</source>
        <translation>Einen Schritt wählen, um zu sehen, was er gesagt und getan hat</translation>
    </message>
    <message>
        <source>missing parent</source>
        <translation>fehlender Elternteil</translation>
    </message>
    <message>
        <source>delegation</source>
        <translation>Delegation</translation>
    </message>
    <message>
        <source>none begins or ends here</source>
        <translation>keine beginnt oder endet hier</translation>
    </message>
    <message>
        <source>as the sender states it</source>
        <translation>wie der Sender es angibt</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>Zweig</translation>
    </message>
    <message>
        <source>Delegation</source>
        <translation>Delegation</translation>
    </message>
    <message>
        <source>In the name of</source>
        <translation>Im Namen von</translation>
    </message>
    <message>
        <source>What it set off</source>
        <translation>Was er auslöste</translation>
    </message>
    <message>
        <source>Everything downstream</source>
        <translation>Alles Nachfolgende</translation>
    </message>
    <message>
        <source>All that led here</source>
        <translation>Alles, was hierher führte</translation>
    </message>
    <message>
        <source>counted once</source>
        <translation>einmal gezählt</translation>
    </message>
    <message>
        <source>nobody said under which terms</source>
        <translation>niemand sagte, unter welchen Bedingungen</translation>
    </message>
    <message>
        <source>nothing is verified yet</source>
        <translation>noch ist nichts geprüft</translation>
    </message>
</context>
<context>
    <name>penstock::ui::KeyValueList</name>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
</context>
<context>
    <name>penstock::ui::LossTable</name>
    <message>
        <source>data loss</source>
        <translation>Datenverlust</translation>
    </message>
    <message>
        <source>notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>Alle Quellen</translation>
    </message>
    <message>
        <source>%1 beside %2 received. %3</source>
        <translation>%1 neben %2 empfangenen. %3</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Deployment and listener, or file</source>
        <translation>Deployment und Empfänger oder Datei</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Name of the counter</source>
        <translation>Name des Zählers</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Whether something is missing because of it</source>
        <translation>Ob deswegen etwas fehlt</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Since recording began</source>
        <translation>Seit Beginn der Aufzeichnung</translation>
    </message>
    <message>
        <source>Source last seen</source>
        <translation>Quelle zuletzt</translation>
    </message>
    <message>
        <source>Arrival of the newest item of this source</source>
        <translation>Ankunft des neuesten Eintrags dieser Quelle</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>Was es bedeutet</translation>
    </message>
</context>
<context>
    <name>penstock::ui::LossesView</name>
    <message>
        <source>data loss: something is missing because of it</source>
        <translation>Datenverlust: deswegen fehlt etwas</translation>
    </message>
    <message>
        <source>notice: nothing is missing in the log, but it was not as usual</source>
        <translation>Hinweis: im Log fehlt nichts, aber es war nicht wie sonst</translation>
    </message>
    <message>
        <source>info: the normal course</source>
        <translation>Info: der gewöhnliche Gang</translation>
    </message>
    <message>
        <source>%1 % of %2 received</source>
        <translation>%1 % von %2 empfangenen</translation>
    </message>
    <message>
        <source>Loss ledger</source>
        <translation>Verlustbuch</translation>
    </message>
    <message>
        <source>Nothing has arrived yet, so nothing can have been lost.</source>
        <translation>Noch ist nichts angekommen, also kann nichts verloren sein.</translation>
    </message>
    <message>
        <source>What this row says</source>
        <translation>Was diese Zeile sagt</translation>
    </message>
    <message>
        <source>Nothing is missing from what arrived</source>
        <translation>Von dem, was ankam, fehlt nichts</translation>
    </message>
    <message>
        <source>item did not arrive whole</source>
        <translation>Eintrag kam nicht vollständig an</translation>
    </message>
    <message>
        <source>items did not arrive whole</source>
        <translation>Einträge kamen nicht vollständig an</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>The filter is not applied here: losses are counted for a source, not for a row.</source>
        <translation>Der Filter gilt hier nicht: Verluste werden je Quelle gezählt, nicht je Zeile.</translation>
    </message>
    <message>
        <source>what happened</source>
        <translation>was geschah</translation>
    </message>
    <message>
        <source>severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>all sources together</source>
        <translation>alle Quellen zusammen</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>gesehen</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>in all sources</source>
        <translation>in allen Quellen</translation>
    </message>
    <message>
        <source>where to look</source>
        <translation>wo nachsehen</translation>
    </message>
</context>
<context>
    <name>penstock::ui::MainWindow</name>
    <message>
        <source>Penstock, attached to %1</source>
        <translation>Penstock, verbunden mit %1</translation>
    </message>
    <message>
        <source>Penstock</source>
        <translation>Penstock</translation>
    </message>
    <message>
        <source>fleet</source>
        <translation>Flotte</translation>
    </message>
    <message>
        <source>traces</source>
        <translation>Traces</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Copied the settings for %1</source>
        <translation>Einstellungen für %1 kopiert</translation>
    </message>
    <message>
        <source>The filter would become too long</source>
        <translation>Der Filter würde zu lang</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Räume</translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation>Flotte</translation>
    </message>
    <message>
        <source>Traces</source>
        <translation>Traces</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Verluste</translation>
    </message>
    <message>
        <source>Connect an agent</source>
        <translation>Einen Agenten anschließen</translation>
    </message>
    <message>
        <source>Up one level</source>
        <translation>Eine Ebene hinauf</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Graph and charts</source>
        <translation>Graph und Kurven</translation>
    </message>
    <message>
        <source>Centre the selection, fit everything</source>
        <translation>Auswahl mittig, alles einpassen</translation>
    </message>
    <message>
        <source>Nearer</source>
        <translation>Näher</translation>
    </message>
    <message>
        <source>Farther</source>
        <translation>Weiter weg</translation>
    </message>
    <message>
        <source>To the left</source>
        <translation>Nach links</translation>
    </message>
    <message>
        <source>To the right</source>
        <translation>Nach rechts</translation>
    </message>
    <message>
        <source>The whole</source>
        <translation>Das Ganze</translation>
    </message>
    <message>
        <source>Split by deployment</source>
        <translation>Nach Deployment teilen</translation>
    </message>
    <message>
        <source>Split by agent</source>
        <translation>Nach Agent teilen</translation>
    </message>
    <message>
        <source>Split by model</source>
        <translation>Nach Modell teilen</translation>
    </message>
    <message>
        <source>Everybody or the selected one</source>
        <translation>Alle oder die Auswahl</translation>
    </message>
    <message>
        <source>Step by step, lane by lane</source>
        <translation>Schritt für Schritt, Spur für Spur</translation>
    </message>
    <message>
        <source>From spike to spike</source>
        <translation>Von Spitze zu Spitze</translation>
    </message>
    <message>
        <source>Who was it; open the trace of it</source>
        <translation>Wer war es; den Trace dazu öffnen</translation>
    </message>
    <message>
        <source>Choose a part of the stack</source>
        <translation>Einen Teil des Stapels wählen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter everything</source>
        <translation>Alles filtern</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Suggestions, bookmarks and history</source>
        <translation>Vorschläge, Lesezeichen und Verlauf</translation>
    </message>
    <message>
        <source>Keep the filter under a name</source>
        <translation>Den Filter unter einem Namen behalten</translation>
    </message>
    <message>
        <source>Graph or table</source>
        <translation>Graph oder Tabelle</translation>
    </message>
    <message>
        <source>Lay out anew</source>
        <translation>Neu anordnen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Hide what matches or is selected</source>
        <translation>Treffer oder Auswahl verbergen</translation>
    </message>
    <message>
        <source>Show what is hidden</source>
        <translation>Verborgenes zeigen</translation>
    </message>
    <message>
        <source>Next node, node on this side</source>
        <translation>Nächster Knoten, Knoten auf dieser Seite</translation>
    </message>
    <message>
        <source>Open the group or the neighbourhood</source>
        <translation>Gruppe oder Nachbarschaft öffnen</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Traces or runs</source>
        <translation>Traces oder Läufe</translation>
    </message>
    <message>
        <source>Open what is selected</source>
        <translation>Auswahl öffnen</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Next, previous row</source>
        <translation>Nächste, vorige Zeile</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Falten</translation>
    </message>
    <message>
        <source>Unfold</source>
        <translation>Entfalten</translation>
    </message>
    <message>
        <source>Fold everything</source>
        <translation>Alles falten</translation>
    </message>
    <message>
        <source>Unfold everything</source>
        <translation>Alles entfalten</translation>
    </message>
    <message>
        <source>Previous neighbour</source>
        <translation>Voriger Nachbar</translation>
    </message>
    <message>
        <source>Next neighbour</source>
        <translation>Nächster Nachbar</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Argumente</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Verbrauch</translation>
    </message>
    <message>
        <source>Known by</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Inspector: %1</source>
        <translation>Inspektor: %1</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Recent notices</source>
        <translation>Letzte Meldungen</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Nicht stören</translation>
    </message>
    <message>
        <source>Light or dark theme</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Side panel</source>
        <translation>Seitenfeld</translation>
    </message>
    <message>
        <source>Painting times</source>
        <translation>Zeichenzeiten</translation>
    </message>
    <message>
        <source>Send a test span</source>
        <translation>Einen Test-Span senden</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Quit and stop recording</source>
        <translation>Beenden und nicht mehr aufzeichnen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Follow or pause</source>
        <translation>Folgen oder anhalten</translation>
    </message>
    <message>
        <source>The last 45 minutes</source>
        <translation>Die letzten 45 Minuten</translation>
    </message>
    <message>
        <source>The last 3 hours</source>
        <translation>Die letzten 3 Stunden</translation>
    </message>
    <message>
        <source>The last 24 hours</source>
        <translation>Die letzten 24 Stunden</translation>
    </message>
    <message>
        <source>A range of its own</source>
        <translation>Ein eigener Zeitraum</translation>
    </message>
    <message>
        <source>Show a range of its own</source>
        <translation>Einen eigenen Zeitraum zeigen</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Write times as 2026-11-20 14:30 or 14:30.</source>
        <translation>Zeiten als 2026-11-20 14:30 oder 14:30 schreiben.</translation>
    </message>
    <message>
        <source>The end must be later than the beginning.</source>
        <translation>Das Ende muss nach dem Anfang liegen.</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsplatz</translation>
    </message>
    <message>
        <source>Keep this arrangement as a workspace</source>
        <translation>Diese Anordnung als Arbeitsplatz behalten</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Forget %1</source>
        <translation>%1 vergessen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>A workspace needs a name.</source>
        <translation>Ein Arbeitsplatz braucht einen Namen.</translation>
    </message>
    <message>
        <source>There are %1 already; forget one first.</source>
        <translation>Es gibt schon %1; erst einen vergessen.</translation>
    </message>
    <message>
        <source>Kept as %1</source>
        <translation>Behalten als %1</translation>
    </message>
    <message>
        <source>Cascades</source>
        <translation>Kaskaden</translation>
    </message>
    <message>
        <source>Open cascade</source>
        <translation>Offene Kaskade</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Anschließen</translation>
    </message>
    <message>
        <source>Cascade</source>
        <translation>Kaskade</translation>
    </message>
    <message>
        <source>Nearer in time</source>
        <translation>Näher in der Zeit</translation>
    </message>
    <message>
        <source>Farther in time</source>
        <translation>Weiter weg in der Zeit</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Zoom to the step, show everything</source>
        <translation>Auf den Schritt zoomen, alles zeigen</translation>
    </message>
    <message>
        <source>Keep the step at the top</source>
        <translation>Den Schritt oben festhalten</translation>
    </message>
    <message>
        <source>Critical path</source>
        <translation>Kritischer Pfad</translation>
    </message>
    <message>
        <source>All links</source>
        <translation>Alle Verknüpfungen</translation>
    </message>
    <message>
        <source>Graph of causes</source>
        <translation>Graph der Ursachen</translation>
    </message>
    <message>
        <source>Everything downstream of the step</source>
        <translation>Alles, was dem Schritt nachfolgt</translation>
    </message>
    <message>
        <source>All that led to the step</source>
        <translation>Alles, was zum Schritt führte</translation>
    </message>
    <message>
        <source>Export what is seen</source>
        <translation>Exportieren, was zu sehen ist</translation>
    </message>
    <message>
        <source>Views beside each other</source>
        <translation>Ansichten nebeneinander</translation>
    </message>
    <message>
        <source>Open %1 beside, or close it</source>
        <translation>%1 daneben öffnen oder schließen</translation>
    </message>
    <message>
        <source>The same with the open cascade</source>
        <translation>Dasselbe mit der offenen Kaskade</translation>
    </message>
    <message>
        <source>This view in a window of its own, or back</source>
        <translation>Diese Ansicht in ein eigenes Fenster oder zurück</translation>
    </message>
    <message>
        <source>Next view on the screen</source>
        <translation>Nächste Ansicht auf dem Schirm</translation>
    </message>
    <message>
        <source>Previous view on the screen</source>
        <translation>Vorige Ansicht auf dem Schirm</translation>
    </message>
    <message>
        <source>Close all that is beside</source>
        <translation>Alle Ansichten daneben schließen</translation>
    </message>
    <message>
        <source>A room beside by its number, or back</source>
        <translation>Ein Raum daneben (nach Nummer) oder zurück</translation>
    </message>
    <message>
        <source>Exchanges</source>
        <translation>Wortwechsel</translation>
    </message>
    <message>
        <source>exchanges</source>
        <translation>Wortwechsel</translation>
    </message>
    <message>
        <source>What the two said to each other</source>
        <translation>Was die beiden einander sagten</translation>
    </message>
    <message>
        <source>What two agents said to each other</source>
        <translation>Was zwei Agenten einander sagten</translation>
    </message>
    <message>
        <source>This way or both ways</source>
        <translation>Diese Richtung oder beide</translation>
    </message>
    <message>
        <source>Next, previous exchange</source>
        <translation>Nächster, voriger Wortwechsel</translation>
    </message>
    <message>
        <source>Fold, unfold</source>
        <translation>Falten, entfalten</translation>
    </message>
    <message>
        <source>Open the step in its cascade</source>
        <translation>Den Schritt in seiner Kaskade öffnen</translation>
    </message>
    <message>
        <source>Who asks</source>
        <translation>Wer fragt</translation>
    </message>
    <message>
        <source>Who is asked</source>
        <translation>Wer gefragt wird</translation>
    </message>
    <message>
        <source>Nobody is called %1.</source>
        <translation>Niemand heißt %1.</translation>
    </message>
    <message>
        <source>Overview of all time</source>
        <translation>Überblick über alle Zeit</translation>
    </message>
    <message>
        <source>Steps that match, among all</source>
        <translation>Passende Schritte unter allen</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Acknowledge the selected one</source>
        <translation>Den gewählten bestätigen</translation>
    </message>
    <message>
        <source>Shelve the selected one</source>
        <translation>Den gewählten zurückstellen</translation>
    </message>
    <message>
        <source>Comment on the selected one</source>
        <translation>Den gewählten anmerken</translation>
    </message>
    <message>
        <source>Go to the cause</source>
        <translation>Zur Ursache gehen</translation>
    </message>
    <message>
        <source>Select an alarm that is not shelved.</source>
        <translation>Wählen Sie einen Alarm, der nicht zurückgestellt ist.</translation>
    </message>
    <message>
        <source>Shelve until, and why</source>
        <translation>Zurückstellen bis, und warum</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>The end lies ahead, at most 30 days.</source>
        <translation>Das Ende liegt in der Zukunft, höchstens 30 Tage.</translation>
    </message>
    <message>
        <source>A reason must be there: whoever looks next wants to know.</source>
        <translation>Ein Grund muss da sein: Wer als Nächster schaut, will ihn wissen.</translation>
    </message>
    <message>
        <source>Select an alarm.</source>
        <translation>Wählen Sie einen Alarm.</translation>
    </message>
    <message>
        <source>Comment on this alarm</source>
        <translation>Diesen Alarm anmerken</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>Write something, or leave with Esc.</source>
        <translation>Schreiben Sie etwas, oder verlassen Sie es mit Esc.</translation>
    </message>
    <message>
        <source>Policy: edit it, try it on what happened</source>
        <translation>Regeln: bearbeiten, an Geschehenem erproben</translation>
    </message>
    <message>
        <source>Policy: try the text</source>
        <translation>Regeln: Text erproben</translation>
    </message>
    <message>
        <source>Policy: save the text</source>
        <translation>Regeln: Text speichern</translation>
    </message>
    <message>
        <source>From alarm to alarm; open it</source>
        <translation>Von Alarm zu Alarm; ihn öffnen</translation>
    </message>
    <message>
        <source>%1 pairs are called so. Write the deployment in front, such as checkout/planner.</source>
        <translation>%1 Paare heißen so. Schreiben Sie das Deployment davor, etwa checkout/planner.</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Enter a bill</source>
        <translation>Rechnung eintragen</translation>
    </message>
    <message>
        <source>Open the cascade, or filter by the line</source>
        <translation>Kaskade öffnen oder nach der Zeile filtern</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>Nach: %1</translation>
    </message>
    <message>
        <source>Into the rates, or away with them</source>
        <translation>In den Verlauf, oder weg damit</translation>
    </message>
</context>
<context>
    <name>penstock::ui::MessageCard</name>
    <message>
        <source>system</source>
        <translation>System</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>assistant</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>reasoning</source>
        <translation>Überlegung</translation>
    </message>
    <message>
        <source>calls %1</source>
        <translation>ruft %1</translation>
    </message>
    <message>
        <source>result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>cut by the sender</source>
        <translation>vom Sender gekürzt</translation>
    </message>
    <message>
        <source>Message from %1</source>
        <translation>Nachricht von %1</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ModeChip</name>
    <message>
        <source>PAUSED</source>
        <translation>ANGEHALTEN</translation>
    </message>
    <message>
        <source>59 min behind</source>
        <translation>59 min zurück</translation>
    </message>
</context>
<context>
    <name>penstock::ui::NavBar</name>
    <message>
        <source>Fleet</source>
        <translation>Flotte</translation>
    </message>
    <message>
        <source>Traces</source>
        <translation>Traces</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Verluste</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Anschließen</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsplatz</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>? Keys</source>
        <translation>? Tasten</translation>
    </message>
    <message>
        <source>Cascades</source>
        <translation>Kaskaden</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>Kosten</translation>
    </message>
</context>
<context>
    <name>penstock::ui::NewRowsBar</name>
    <message>
        <source>Nothing new</source>
        <translation>Nichts Neues</translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation>%1 neu</translation>
    </message>
    <message>
        <source>%1, %2; show them</source>
        <translation>%1, %2; zeigen</translation>
    </message>
    <message>
        <source>live, the selected row keeps its place</source>
        <translation>live, die gewählte Zeile behält ihren Platz</translation>
    </message>
    <message>
        <source>arrived after you looked; rows stay where they are</source>
        <translation>nach dem Hinsehen angekommen; Zeilen bleiben, wo sie sind</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
</context>
<context>
    <name>penstock::ui::Notices</name>
    <message>
        <source>The disk is full: nothing more is recorded until there is room, and senders are told to wait.</source>
        <translation>Der Datenträger ist voll: bis Platz ist, wird nichts mehr aufgezeichnet, und Sender sollen warten.</translation>
    </message>
    <message>
        <source>The picture is %1 s behind what has been stored.</source>
        <translation>Das Bild liegt %1 s hinter dem Gespeicherten.</translation>
    </message>
    <message>
        <source>Nothing is being recorded any more.</source>
        <translation>Es wird nichts mehr aufgezeichnet.</translation>
    </message>
    <message>
        <source>One item of a sender was turned away; Losses says why.</source>
        <translation>Ein Eintrag eines Senders wurde abgewiesen; Verluste sagt, warum.</translation>
    </message>
    <message>
        <source>%1 items of senders were turned away; Losses says why.</source>
        <translation>%1 Einträge von Sendern wurden abgewiesen; Verluste sagt, warum.</translation>
    </message>
    <message>
        <source>%1 alarm, %2: %3</source>
        <translation>Alarm %1, %2: %3</translation>
    </message>
    <message>
        <source>%1 (and %2 more)</source>
        <translation>%1 (und %2 weitere)</translation>
    </message>
</context>
<context>
    <name>penstock::ui::OverviewStrip</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>All recorded time, and the range that is shown</source>
        <translation>Alle aufgezeichnete Zeit und der gezeigte Zeitraum</translation>
    </message>
    <message>
        <source>%1: %2 calls and runs, %3 failed</source>
        <translation>%1: %2 Aufrufe und Läufe, %3 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1: nothing was counted</source>
        <translation>%1: nichts wurde gezählt</translation>
    </message>
    <message>
        <source>Nothing was counted yet.</source>
        <translation>Noch wurde nichts gezählt.</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
</context>
<context>
    <name>penstock::ui::PaintOverlay</name>
    <message>
        <source>Painting</source>
        <translation>Zeichnen</translation>
    </message>
</context>
<context>
    <name>penstock::ui::PolicyPage</name>
    <message>
        <source>This window does not know where the policy is.</source>
        <translation>Dieses Fenster weiß nicht, wo die Regeln liegen.</translation>
    </message>
    <message>
        <source>Sound. Not saved yet</source>
        <translation>In Ordnung. Noch nicht gespeichert</translation>
    </message>
    <message>
        <source>There is no policy: everything is as the definitions say</source>
        <translation>Es gibt keine Regeln: Alles ist wie in den Definitionen</translation>
    </message>
    <message>
        <source>Sound, and as it is in the file</source>
        <translation>In Ordnung und wie in der Datei</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Try it on</source>
        <translation>Erproben an</translation>
    </message>
    <message>
        <source>Somebody else has changed the file since you opened it. Copy what you need and undo your changes to see it.</source>
        <translation>Jemand anderes hat die Datei geändert, seit Sie sie geöffnet haben. Kopieren Sie, was Sie brauchen, und nehmen Sie Ihre Änderungen zurück, um sie zu sehen.</translation>
    </message>
    <message>
        <source>Saved. The engine takes it over within a second.</source>
        <translation>Gespeichert. Es gilt innerhalb einer Sekunde.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>In force since %1</source>
        <translation>In Kraft seit %1</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>Von %1</translation>
    </message>
    <message>
        <source>%1 % of the log</source>
        <translation>%1 % des Logs</translation>
    </message>
    <message>
        <source>%1 steps: %2 as it is in force, %3 with this text (%4 new, %5 gone)</source>
        <translation>%1 Schritte: %2 wie in Kraft, %3 mit diesem Text (%4 neu, %5 weg)</translation>
    </message>
    <message>
        <source>; %1 traces or findings were more than is watched</source>
        <translation>; %1 Traces oder Befunde waren mehr, als beobachtet werden</translation>
    </message>
    <message>
        <source>Neither would have said anything.</source>
        <translation>Keiner von beiden hätte etwas gesagt.</translation>
    </message>
    <message>
        <source>Neither would have said anything in that time.</source>
        <translation>Keiner von beiden hätte in dieser Zeit etwas gesagt.</translation>
    </message>
    <message>
        <source>Versions that held before</source>
        <translation>Frühere Fassungen</translation>
    </message>
    <message>
        <source>Puts a version that held before into the editor</source>
        <translation>Holt eine frühere Fassung in den Editor</translation>
    </message>
    <message>
        <source>Undo changes</source>
        <translation>Änderungen zurücknehmen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>The engine takes it over within a second and logs it</source>
        <translation>Es gilt innerhalb einer Sekunde und steht dann im Log</translation>
    </message>
    <message>
        <source>What it would have said, beside what the policy in force says. Nothing is changed by that</source>
        <translation>Was sie gesagt hätten, neben dem, was die geltenden sagen. Dabei ändert sich nichts</translation>
    </message>
    <message>
        <source>What it is tried on</source>
        <translation>Woran erprobt wird</translation>
    </message>
    <message>
        <source>the last day</source>
        <translation>dem letzten Tag</translation>
    </message>
    <message>
        <source>the last 7 days</source>
        <translation>den letzten 7 Tagen</translation>
    </message>
    <message>
        <source>the last 30 days</source>
        <translation>den letzten 30 Tagen</translation>
    </message>
    <message>
        <source>all that is recorded</source>
        <translation>allem Aufgezeichneten</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>What the policies would have said</source>
        <translation>Was die Regeln gesagt hätten</translation>
    </message>
    <message>
        <source>Not tried yet.</source>
        <translation>Noch nicht erprobt.</translation>
    </message>
</context>
<context>
    <name>penstock::ui::Prompt</name>
    <message>
        <source>Enter takes it, Esc does not.</source>
        <translation>Enter übernimmt, Esc nicht.</translation>
    </message>
</context>
<context>
    <name>penstock::ui::RatesStrip</name>
    <message>
        <source>Rates</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>%1   %2</source>
        <translation>%1   %2</translation>
    </message>
    <message>
        <source>%1, follows now</source>
        <translation>%1, folgt dem Jetzt</translation>
    </message>
</context>
<context>
    <name>penstock::ui::RawTable</name>
    <message>
        <source>In</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Part of the telemetry</source>
        <translation>Teil der Telemetrie</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
</context>
<context>
    <name>penstock::ui::RunTable</name>
    <message>
        <source>no span of its own</source>
        <translation>kein eigener Span</translation>
    </message>
    <message>
        <source>Number of the run, in order of first appearance</source>
        <translation>Nummer des Laufs, nach erstem Erscheinen</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Event time</source>
        <translation>Ereigniszeit</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Agent whose run this is</source>
        <translation>Agent, dessen Lauf dies ist</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>Number of the trace it belongs to</source>
        <translation>Nummer des Trace, zu dem er gehört</translation>
    </message>
    <message>
        <source>Deployment</source>
        <translation>Deployment</translation>
    </message>
    <message>
        <source>service.name of the agent</source>
        <translation>service.name des Agenten</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Running or failed; a run no span stands for is named so</source>
        <translation>Läuft oder fehlgeschlagen; ein Lauf ohne eigenen Span heißt so</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Steps of this run, not of runs below it</source>
        <translation>Schritte dieses Laufs, nicht der Läufe darunter</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Failed steps of this run, not of runs below it</source>
        <translation>Fehlgeschlagene Schritte dieses Laufs, nicht der Läufe darunter</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Counted input and output of this run, not of runs below it</source>
        <translation>Gezählte Eingabe und Ausgabe dieses Laufs, nicht der Läufe darunter</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Counted cost of this run, not of runs below it</source>
        <translation>Gezählte Kosten dieses Laufs, nicht der Läufe darunter</translation>
    </message>
</context>
<context>
    <name>penstock::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Closing the window</source>
        <translation>Schließen des Fensters</translation>
    </message>
    <message>
        <source>While recording</source>
        <translation>Beim Aufzeichnen</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Also say them on the desktop, outside this window</source>
        <translation>Auch auf dem Schreibtisch melden, außerhalb dieses Fensters</translation>
    </message>
    <message>
        <source>Do not disturb: keep them in the list only</source>
        <translation>Nicht stören: nur in der Liste behalten</translation>
    </message>
    <message>
        <source>Recording, as the engine was started</source>
        <translation>Aufzeichnung, wie beim Start festgelegt</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Dense, 24 px a row</source>
        <translation>Dicht, 24 px je Zeile</translation>
    </message>
    <message>
        <source>Roomy, 28 px a row</source>
        <translation>Luftig, 28 px je Zeile</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Goes to the tray</source>
        <translation>Geht in die Ablage</translation>
    </message>
    <message>
        <source>Asks</source>
        <translation>Fragt</translation>
    </message>
    <message>
        <source>Quits</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>not listening</source>
        <translation>lauscht nicht</translation>
    </message>
    <message>
        <source>engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>another process, attached</source>
        <translation>anderer Prozess, verbunden</translation>
    </message>
    <message>
        <source>in this program, recording</source>
        <translation>in diesem Programm, zeichnet auf</translation>
    </message>
    <message>
        <source>in this program, not recording</source>
        <translation>in diesem Programm, zeichnet nicht auf</translation>
    </message>
    <message>
        <source>log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>size, free</source>
        <translation>Größe, frei</translation>
    </message>
    <message>
        <source>OTLP/gRPC</source>
        <translation>OTLP/gRPC</translation>
    </message>
    <message>
        <source>OTLP/HTTP</source>
        <translation>OTLP/HTTP</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>sender tokens</source>
        <translation>Sender-Token</translation>
    </message>
    <message>
        <source>required</source>
        <translation>verlangt</translation>
    </message>
    <message>
        <source>not required</source>
        <translation>nicht verlangt</translation>
    </message>
    <message>
        <source>retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>set when the engine starts: penstock --help</source>
        <translation>beim Start festgelegt: penstock --help</translation>
    </message>
    <message>
        <source>Used when the window is made anew; recording goes on.</source>
        <translation>Gilt, wenn das Fenster neu gemacht wird; die Aufzeichnung läuft weiter.</translation>
    </message>
    <message>
        <source>Use them now</source>
        <translation>Jetzt anwenden</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>High only</source>
        <translation>Nur hohe</translation>
    </message>
    <message>
        <source>High and medium</source>
        <translation>Hohe und mittlere</translation>
    </message>
    <message>
        <source>All but notes</source>
        <translation>Alle außer Hinweisen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ShortcutSheet</name>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Esc closes</source>
        <translation>Esc schließt</translation>
    </message>
</context>
<context>
    <name>penstock::ui::SnapshotTable</name>
    <message>
        <source>The filter is not applied here: it has no word for this.</source>
        <translation>Der Filter gilt hier nicht: er hat dafür kein Wort.</translation>
    </message>
</context>
<context>
    <name>penstock::ui::StatusStrip</name>
    <message>
        <source>range</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>steps/s</source>
        <translation>Schritte/s</translation>
    </message>
    <message>
        <source>lag</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>losses</source>
        <translation>Verluste</translation>
    </message>
    <message>
        <source>spend today</source>
        <translation>Kosten heute</translation>
    </message>
    <message>
        <source>log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>listening</source>
        <translation>lauscht</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>filtern</translation>
    </message>
    <message>
        <source>active</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>How much time is shown, and which (Ctrl+R)</source>
        <translation>Wie viel Zeit gezeigt wird, und welche (Strg+R)</translation>
    </message>
    <message>
        <source>What did not arrive whole, and why</source>
        <translation>Was nicht vollständig ankam, und warum</translation>
    </message>
    <message>
        <source>How to point an agent here</source>
        <translation>Wie ein Agent hierher gerichtet wird</translation>
    </message>
    <message>
        <source>Counted cost of the traces that started today; ≥ while calls have no price</source>
        <translation>Gezählte Kosten der Traces, die heute begannen; ≥, solange Aufrufe keinen Preis haben</translation>
    </message>
    <message>
        <source>Follow or pause (Space)</source>
        <translation>Folgen oder anhalten (Leertaste)</translation>
    </message>
    <message>
        <source>How far the picture trails what has been stored</source>
        <translation>Wie weit das Bild hinter dem Gespeicherten liegt</translation>
    </message>
    <message>
        <source>disk full</source>
        <translation>Datenträger voll</translation>
    </message>
    <message>
        <source>log, free</source>
        <translation>Log, frei</translation>
    </message>
    <message>
        <source>the engine is gone</source>
        <translation>die Engine ist weg</translation>
    </message>
    <message>
        <source>attached to the engine at</source>
        <translation>verbunden mit der Engine auf</translation>
    </message>
    <message>
        <source>listening, TLS</source>
        <translation>lauscht, TLS</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>nirgends</translation>
    </message>
    <message>
        <source>NOT RECORDING</source>
        <translation>KEINE AUFZEICHNUNG</translation>
    </message>
    <message>
        <source>PAUSED</source>
        <translation>ANGEHALTEN</translation>
    </message>
    <message>
        <source>LIVE −%1 s</source>
        <translation>LIVE −%1 s</translation>
    </message>
    <message>
        <source>LIVE</source>
        <translation>LIVE</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>spend/min</source>
        <translation>Kosten/min</translation>
    </message>
    <message>
        <source>shelved</source>
        <translation>zurückgestellt</translation>
    </message>
    <message>
        <source>Alarms that somebody has put aside for a while, with the reason</source>
        <translation>Alarme, die jemand für eine Weile zurückgestellt hat, mit dem Grund</translation>
    </message>
    <message>
        <source>What the last five minutes cost a minute, beside the same hour of earlier days, or beside the last three hours while those are not known</source>
        <translation>Was die letzten fünf Minuten je Minute kosteten, neben derselben Stunde früherer Tage, oder neben den letzten drei Stunden, solange jene nicht bekannt sind</translation>
    </message>
    <message>
        <source>spend/min, normal %1–%2</source>
        <translation>Kosten/min, üblich %1–%2</translation>
    </message>
    <message>
        <source>spend/min, normal 0</source>
        <translation>Kosten/min, üblich 0</translation>
    </message>
</context>
<context>
    <name>penstock::ui::StepTable</name>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Event time</source>
        <translation>Zeit des Ereignisses</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>What it is called</source>
        <translation>Wie er heißt</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Whose step it is</source>
        <translation>Wessen Schritt es ist</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Input and output</source>
        <translation>Eingabe und Ausgabe</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Counted cost</source>
        <translation>Gezählte Kosten</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>Number of the trace it belongs to</source>
        <translation>Nummer des Trace, zu dem er gehört</translation>
    </message>
</context>
<context>
    <name>penstock::ui::StepsList</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>Anhalten (Esc)</translation>
    </message>
    <message>
        <source>The filter is not applied here. %1</source>
        <translation>Der Filter gilt hier nicht. %1</translation>
    </message>
    <message>
        <source>everything is indexed</source>
        <translation>alles ist im Index</translation>
    </message>
    <message>
        <source>indexed through entry %1 of %2</source>
        <translation>im Index bis Eintrag %1 von %2</translation>
    </message>
    <message>
        <source>texts through %1</source>
        <translation>Texte bis %1</translation>
    </message>
    <message>
        <source>%1 looked at without the index</source>
        <translation>%1 ohne den Index angesehen</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>older than %1 is not indexed, for want of space</source>
        <translation>was älter ist als %1, steht aus Platzmangel nicht im Index</translation>
    </message>
    <message>
        <source>Looked at %1 of %2 steps, %3 found</source>
        <translation>%1 von %2 Schritten angesehen, %3 gefunden</translation>
    </message>
    <message>
        <source>Looking for steps</source>
        <translation>Schritte werden gesucht</translation>
    </message>
    <message>
        <source>Stopped; %1 found so far</source>
        <translation>Angehalten; %1 bisher gefunden</translation>
    </message>
    <message>
        <source>the newest %1, older ones come as you scroll</source>
        <translation>die neuesten %1, ältere kommen beim Blättern</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>%1 insgesamt</translation>
    </message>
    <message>
        <source>Looking for steps that match. Esc stops.</source>
        <translation>Passende Schritte werden gesucht. Esc hält an.</translation>
    </message>
    <message>
        <source>No step has arrived yet.</source>
        <translation>Noch ist kein Schritt eingetroffen.</translation>
    </message>
    <message>
        <source>No step matches the filter.</source>
        <translation>Kein Schritt passt zum Filter.</translation>
    </message>
    <message>
        <source>steps found so far</source>
        <translation>bisher gefundene Schritte</translation>
    </message>
</context>
<context>
    <name>penstock::ui::TextBlock</name>
    <message>
        <source>Text, as it was sent</source>
        <translation>Text, wie er gesendet wurde</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>%1, %2 in all</source>
        <translation>%1, %2 insgesamt</translation>
    </message>
    <message>
        <source>more line</source>
        <translation>weitere Zeile</translation>
    </message>
    <message>
        <source>more lines</source>
        <translation>weitere Zeilen</translation>
    </message>
    <message>
        <source>Fold; %1 more are not shown, copying has them</source>
        <translation>Falten; %1 weitere werden nicht gezeigt, beim Kopieren sind sie dabei</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Falten</translation>
    </message>
    <message>
        <source>Copy selection</source>
        <translation>Auswahl kopieren</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ToastList</name>
    <message>
        <source>Disk full</source>
        <translation>Datenträger voll</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>Im Rückstand</translation>
    </message>
    <message>
        <source>Turned away</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Not recording</source>
        <translation>Keine Aufzeichnung</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarm</translation>
    </message>
</context>
<context>
    <name>penstock::ui::TraceSummary</name>
    <message>
        <source>Trace</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>Usage and cost</source>
        <translation>Verbrauch und Kosten</translation>
    </message>
    <message>
        <source>counted once</source>
        <translation>einmal gezählt</translation>
    </message>
    <message>
        <source>Delegations</source>
        <translation>Delegationen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Go down into this trace (Enter)</source>
        <translation>In diesen Trace hinein (Enter)</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts gewählt</translation>
    </message>
    <message>
        <source>Select a trace to see what it did</source>
        <translation>Einen Trace wählen, um zu sehen, was er tat</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>started</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>last arrival</source>
        <translation>letzte Ankunft</translation>
    </message>
    <message>
        <source>root agent</source>
        <translation>Wurzelagent</translation>
    </message>
    <message>
        <source>deployment</source>
        <translation>Deployment</translation>
    </message>
    <message>
        <source>session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>missing parents</source>
        <translation>fehlende Eltern</translation>
    </message>
    <message>
        <source>the root has not come</source>
        <translation>die Wurzel fehlt</translation>
    </message>
    <message>
        <source>dialects</source>
        <translation>Dialekte</translation>
    </message>
    <message>
        <source>first %1 of %2</source>
        <translation>die ersten %1 von %2</translation>
    </message>
    <message>
        <source>%1 in this trace</source>
        <translation>%1 in diesem Trace</translation>
    </message>
</context>
<context>
    <name>penstock::ui::TraceTable</name>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>no root yet</source>
        <translation>noch keine Wurzel</translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation>%1 fehlen</translation>
    </message>
    <message>
        <source>Number of the trace, in order of arrival</source>
        <translation>Nummer des Trace, nach Ankunft</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Earliest event time in it</source>
        <translation>Früheste Ereigniszeit darin</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>Name of the root, or of the earliest step while the root is missing</source>
        <translation>Name der Wurzel, oder des frühesten Schritts, solange die Wurzel fehlt</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Agent of the root run</source>
        <translation>Agent des Wurzellaufs</translation>
    </message>
    <message>
        <source>Deployment</source>
        <translation>Deployment</translation>
    </message>
    <message>
        <source>service.name of the root</source>
        <translation>service.name der Wurzel</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Running work, failed steps, a root or parents that never came</source>
        <translation>Laufende Arbeit, fehlgeschlagene Schritte, eine Wurzel oder Eltern, die nie kamen</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>From the earliest to the latest event time</source>
        <translation>Von der frühesten bis zur spätesten Ereigniszeit</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Steps received</source>
        <translation>Empfangene Schritte</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Steps that failed</source>
        <translation>Fehlgeschlagene Schritte</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Input and output, counted once</source>
        <translation>Eingabe und Ausgabe, einmal gezählt</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Counted once; ≥ while parts have no price or still run</source>
        <translation>Einmal gezählt; ≥, solange Teile keinen Preis haben oder noch laufen</translation>
    </message>
</context>
<context>
    <name>penstock::ui::TracesView</name>
    <message>
        <source>Traces</source>
        <translation>Traces</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>trace</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>traces</source>
        <translation>Traces</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>No trace has arrived yet.</source>
        <translation>Noch ist kein Trace angekommen.</translation>
    </message>
    <message>
        <source>No agent run has arrived yet.</source>
        <translation>Noch ist kein Agentenlauf angekommen.</translation>
    </message>
    <message>
        <source>Trace #%1: %2 steps</source>
        <translation>Trace #%1: %2 Schritte</translation>
    </message>
    <message>
        <source>The selected step and all below it: %1 steps</source>
        <translation>Der gewählte Schritt und alles darunter: %1 Schritte</translation>
    </message>
    <message>
        <source>The filter leaves out %1 %2.</source>
        <translation>Der Filter lässt %1 %2 aus.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>%1, and older ones</source>
        <translation>%1, und ältere</translation>
    </message>
    <message>
        <source>Looking for steps that match.</source>
        <translation>Passende Schritte werden gesucht.</translation>
    </message>
</context>
<context>
    <name>penstock::ui::TrialTable</name>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>How urgent it would have been</source>
        <translation>Wie dringend es gewesen wäre</translation>
    </message>
    <message>
        <source>Said by</source>
        <translation>Gesagt von</translation>
    </message>
    <message>
        <source>The policy in force, the changed one, or both</source>
        <translation>Von den geltenden, den geänderten oder beiden</translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>Ausgelöst</translation>
    </message>
    <message>
        <source>When it would have been raised</source>
        <translation>Wann es ausgelöst worden wäre</translation>
    </message>
    <message>
        <source>Detector</source>
        <translation>Detektor</translation>
    </message>
    <message>
        <source>What would have raised it</source>
        <translation>Was es ausgelöst hätte</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Betrifft</translation>
    </message>
    <message>
        <source>Agent, tool or budget</source>
        <translation>Agent, Werkzeug oder Budget</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>In one sentence, with value and limit</source>
        <translation>In einem Satz, mit Wert und Grenze</translation>
    </message>
    <message>
        <source>Spent after</source>
        <translation>Danach ausgegeben</translation>
    </message>
    <message>
        <source>What its trace went on to cost after that: what could have been saved</source>
        <translation>Was der Trace danach noch kostete: was zu sparen gewesen wäre</translation>
    </message>
    <message>
        <source>only the change</source>
        <translation>nur geändert</translation>
    </message>
    <message>
        <source>only in force</source>
        <translation>nur in Kraft</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ViewArea</name>
    <message>
        <source>Every view is beside or in a window of its own. Closing one brings it back here.</source>
        <translation>Alle Ansichten stehen daneben oder in eigenen Fenstern. Wird eine geschlossen, kommt sie hierher zurück.</translation>
    </message>
</context>
<context>
    <name>penstock::ui::ViewDock</name>
    <message>
        <source>%1 – Penstock</source>
        <translation>%1 – Penstock</translation>
    </message>
</context>
<context>
    <name>penstock::ui::WaterfallCanvas</name>
    <message>
        <source>Steps of the cascade against time</source>
        <translation>Schritte der Kaskade über der Zeit</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Linien</translation>
    </message>
</context>
<context>
    <name>usage</name>
    <message>
        <source>prices of</source>
        <translation>Preise vom</translation>
    </message>
    <message>
        <source>model calls</source>
        <translation>Modellaufrufe</translation>
    </message>
    <message>
        <source>%1 without usage</source>
        <translation>%1 ohne Verbrauch</translation>
    </message>
    <message>
        <source>input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>  of it from cache</source>
        <translation>  davon aus Cache</translation>
    </message>
    <message>
        <source>  of it into cache</source>
        <translation>  davon in Cache</translation>
    </message>
    <message>
        <source>output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>  of it reasoning</source>
        <translation>  davon Überlegung</translation>
    </message>
    <message>
        <source>reported</source>
        <translation>gemeldet</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>berechnet</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>geschätzt</translation>
    </message>
    <message>
        <source>total</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>%1 no price</source>
        <translation>%1 ohne Preis</translation>
    </message>
    <message>
        <source>  of it audio</source>
        <translation>  davon Audio</translation>
    </message>
    <message>
        <source>total as sent</source>
        <translation>gesamt, wie gesendet</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>more if input leaves cached tokens out</source>
        <translation>mehr, falls Token aus dem Cache nicht in der Eingabe stehen</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>a handoff that names both agents</source>
        <translation>eine Übergabe, die beide Agenten nennt</translation>
    </message>
    <message>
        <source>the agent names its parent</source>
        <translation>der Agent nennt seinen Elternteil</translation>
    </message>
    <message>
        <source>a run below a tool call</source>
        <translation>ein Lauf unter einem Werkzeugaufruf</translation>
    </message>
    <message>
        <source>a run directly below another agent&apos;s run</source>
        <translation>ein Lauf direkt unter dem Lauf eines anderen Agenten</translation>
    </message>
    <message>
        <source>a call from one service into another</source>
        <translation>ein Aufruf von einem Dienst in einen anderen</translation>
    </message>
    <message>
        <source>a transfer tool, then a run of the target</source>
        <translation>ein Übergabewerkzeug, dann ein Lauf des Ziels</translation>
    </message>
    <message>
        <source>a message link between spans</source>
        <translation>eine Nachrichtenverknüpfung zwischen Spans</translation>
    </message>
    <message>
        <source>the graph names the parent node</source>
        <translation>der Graph nennt den Elternknoten</translation>
    </message>
    <message>
        <source>a goto command of the graph</source>
        <translation>ein goto-Befehl des Graphen</translation>
    </message>
    <message>
        <source>one after the other in the same session</source>
        <translation>nacheinander in derselben Sitzung</translation>
    </message>
    <message>
        <source>the same id seen on both sides</source>
        <translation>dieselbe ID auf beiden Seiten gesehen</translation>
    </message>
    <message>
        <source>the step itself is the call</source>
        <translation>der Schritt selbst ist der Aufruf</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>agent run</source>
        <translation>Agentenlauf</translation>
    </message>
    <message>
        <source>agent created</source>
        <translation>Agent erzeugt</translation>
    </message>
    <message>
        <source>model call</source>
        <translation>Modellaufruf</translation>
    </message>
    <message>
        <source>tool call</source>
        <translation>Werkzeugaufruf</translation>
    </message>
    <message>
        <source>handoff</source>
        <translation>Übergabe</translation>
    </message>
    <message>
        <source>retrieval</source>
        <translation>Abruf</translation>
    </message>
    <message>
        <source>rerank</source>
        <translation>Neuordnung</translation>
    </message>
    <message>
        <source>embedding</source>
        <translation>Einbettung</translation>
    </message>
    <message>
        <source>guardrail</source>
        <translation>Schutzregel</translation>
    </message>
    <message>
        <source>evaluator</source>
        <translation>Bewerter</translation>
    </message>
    <message>
        <source>workflow</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Gedächtnis</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>MCP request</source>
        <translation>MCP-Anfrage</translation>
    </message>
    <message>
        <source>A2A request</source>
        <translation>A2A-Anfrage</translation>
    </message>
    <message>
        <source>wait for a person</source>
        <translation>Warten auf Person</translation>
    </message>
    <message>
        <source>message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>ACP request</source>
        <translation>ACP-Anfrage</translation>
    </message>
    <message>
        <source>still running; the finished span has not come yet</source>
        <translation>läuft noch; der fertige Span ist noch nicht gekommen</translation>
    </message>
    <message>
        <source>its times were impossible and have been repaired</source>
        <translation>seine Zeiten waren unmöglich und wurden berichtigt</translation>
    </message>
    <message>
        <source>the SDK dropped attributes, events or links before sending</source>
        <translation>das SDK hat vor dem Senden Attribute, Ereignisse oder Verknüpfungen verworfen</translation>
    </message>
    <message>
        <source>a secret in it was masked before storing</source>
        <translation>ein Geheimnis darin wurde vor dem Speichern maskiert</translation>
    </message>
    <message>
        <source>came more than once with different content; merged</source>
        <translation>kam mehrmals mit verschiedenem Inhalt; zusammengeführt</translation>
    </message>
    <message>
        <source>arrived long after its neighbours</source>
        <translation>kam lange nach seinen Nachbarn an</translation>
    </message>
    <message>
        <source>a summary of other steps; not counted</source>
        <translation>eine Zusammenfassung anderer Schritte; nicht gezählt</translation>
    </message>
    <message>
        <source>made from a log record, not from a span</source>
        <translation>aus einem Logeintrag gemacht, nicht aus einem Span</translation>
    </message>
    <message>
        <source>the sender gave no trace id; it was derived</source>
        <translation>der Sender gab keine Trace-ID; sie wurde abgeleitet</translation>
    </message>
    <message>
        <source>names more delegations than the picture keeps; Raw has all</source>
        <translation>nennt mehr Delegationen, als das Bild behält; Roh hat alle</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>declared</source>
        <translation>erklärt</translation>
    </message>
    <message>
        <source>structural</source>
        <translation>strukturell</translation>
    </message>
    <message>
        <source>inferred</source>
        <translation>erschlossen</translation>
    </message>
    <message>
        <source>return to caller</source>
        <translation>kehrt zum Rufer zurück</translation>
    </message>
    <message>
        <source>pass control</source>
        <translation>gibt ab</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>remote agent</source>
        <translation>entfernter Agent</translation>
    </message>
    <message>
        <source>tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>store</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>kein Preis</translation>
    </message>
    <message>
        <source>reported</source>
        <translation>gemeldet</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>berechnet</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>geschätzt</translation>
    </message>
    <message>
        <source>no usage</source>
        <translation>kein Verbrauch</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>gezählt</translation>
    </message>
    <message>
        <source>sum of calls below, not counted again</source>
        <translation>Summe der Aufrufe darunter, nicht noch einmal gezählt</translation>
    </message>
    <message>
        <source>same call seen twice, not counted again</source>
        <translation>derselbe Aufruf zweimal gesehen, nicht noch einmal gezählt</translation>
    </message>
    <message>
        <source>What is refused is not kept here; the sender was answered and its log has it.</source>
        <translation>Abgewiesenes wird hier nicht behalten; der Sender bekam Antwort, und sein Log hat es.</translation>
    </message>
    <message>
        <source>The one that is kept is an ordinary step.</source>
        <translation>Der behaltene ist ein gewöhnlicher Schritt.</translation>
    </message>
    <message>
        <source>Metric points are not kept.</source>
        <translation>Messpunkte werden nicht behalten.</translation>
    </message>
    <message>
        <source>penstockctl log verify names the tombstones.</source>
        <translation>penstockctl log verify nennt die Grabsteine.</translation>
    </message>
    <message>
        <source>The log has them whole: open the step, then Raw.</source>
        <translation>Das Log hat sie vollständig: den Schritt öffnen, dann Roh.</translation>
    </message>
    <message>
        <source>What is stored stands in Traces.</source>
        <translation>Das Gespeicherte steht unter Traces.</translation>
    </message>
    <message>
        <source>What was cut is not kept; the sender has it.</source>
        <translation>Abgeschnittenes wird nicht behalten; der Sender hat es.</translation>
    </message>
    <message>
        <source>Raw shows the replacement characters.</source>
        <translation>Roh zeigt die Ersatzzeichen.</translation>
    </message>
    <message>
        <source>The inspector says so on every step that it happened to.</source>
        <translation>Der Inspektor sagt es bei jedem Schritt, dem es geschah.</translation>
    </message>
    <message>
        <source>received</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>doppelt</translation>
    </message>
    <message>
        <source>revised</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>late</source>
        <translation>verspätet</translation>
    </message>
    <message>
        <source>clock skewed</source>
        <translation>Uhr verstellt</translation>
    </message>
    <message>
        <source>sdk truncated</source>
        <translation>vom SDK gekürzt</translation>
    </message>
    <message>
        <source>masked</source>
        <translation>maskiert</translation>
    </message>
    <message>
        <source>metric points</source>
        <translation>Messpunkte</translation>
    </message>
    <message>
        <source>rejected malformed</source>
        <translation>abgewiesen, unlesbar</translation>
    </message>
    <message>
        <source>rejected too large</source>
        <translation>abgewiesen, zu groß</translation>
    </message>
    <message>
        <source>rejected bad id</source>
        <translation>abgewiesen, ungültige ID</translation>
    </message>
    <message>
        <source>rejected auth</source>
        <translation>abgewiesen, ohne Token</translation>
    </message>
    <message>
        <source>rejected busy</source>
        <translation>abgewiesen, ausgelastet</translation>
    </message>
    <message>
        <source>rejected disk full</source>
        <translation>abgewiesen, Datenträger voll</translation>
    </message>
    <message>
        <source>rejected content type</source>
        <translation>abgewiesen, falscher Inhaltstyp</translation>
    </message>
    <message>
        <source>rejected slow</source>
        <translation>abgewiesen, zu langsam</translation>
    </message>
    <message>
        <source>invalid utf8</source>
        <translation>ungültiges UTF-8</translation>
    </message>
    <message>
        <source>attributes cut</source>
        <translation>Attribute gekürzt</translation>
    </message>
    <message>
        <source>forgotten</source>
        <translation>vergessen</translation>
    </message>
    <message>
        <source>hints cut</source>
        <translation>Hinweise gekürzt</translation>
    </message>
    <message>
        <source>links cut</source>
        <translation>Verknüpfungen gekürzt</translation>
    </message>
    <message>
        <source>texts cut</source>
        <translation>Texte gekürzt</translation>
    </message>
    <message>
        <source>keys not joined</source>
        <translation>IDs nicht verbunden</translation>
    </message>
    <message>
        <source>names folded</source>
        <translation>Namen zusammengefasst</translation>
    </message>
    <message>
        <source>sources folded</source>
        <translation>Quellen zusammengefasst</translation>
    </message>
    <message>
        <source>events cut</source>
        <translation>Ereignisse gekürzt</translation>
    </message>
    <message>
        <source>Arrived from this source.</source>
        <translation>Von dieser Quelle angekommen.</translation>
    </message>
    <message>
        <source>Stored in the log.</source>
        <translation>Im Log gespeichert.</translation>
    </message>
    <message>
        <source>Arrived again with the same bytes; kept once.</source>
        <translation>Noch einmal mit denselben Bytes angekommen; einmal behalten.</translation>
    </message>
    <message>
        <source>Arrived again with other bytes; both are kept, the merged one is shown.</source>
        <translation>Noch einmal mit anderen Bytes angekommen; beide werden behalten, gezeigt wird der zusammengeführte.</translation>
    </message>
    <message>
        <source>Arrived long after its neighbours; stored.</source>
        <translation>Lange nach seinen Nachbarn angekommen; gespeichert.</translation>
    </message>
    <message>
        <source>The sender&apos;s clock is off; stored with its own times.</source>
        <translation>Die Uhr des Senders geht falsch; mit seinen eigenen Zeiten gespeichert.</translation>
    </message>
    <message>
        <source>The sender&apos;s SDK dropped attributes, events or links before sending.</source>
        <translation>Das SDK des Senders hat vor dem Senden Attribute, Ereignisse oder Verknüpfungen verworfen.</translation>
    </message>
    <message>
        <source>A secret in it was masked before storing.</source>
        <translation>Ein Geheimnis darin wurde vor dem Speichern maskiert.</translation>
    </message>
    <message>
        <source>Metric points, counted only.</source>
        <translation>Messpunkte, nur gezählt.</translation>
    </message>
    <message>
        <source>Could not be read; refused.</source>
        <translation>Nicht lesbar; abgewiesen.</translation>
    </message>
    <message>
        <source>Larger than the limit; refused.</source>
        <translation>Größer als die Grenze; abgewiesen.</translation>
    </message>
    <message>
        <source>Had a zero or malformed trace or span id; refused.</source>
        <translation>Mit leerer oder ungültiger Trace- oder Span-ID; abgewiesen.</translation>
    </message>
    <message>
        <source>Came without a valid token; refused.</source>
        <translation>Ohne gültiges Token; abgewiesen.</translation>
    </message>
    <message>
        <source>Came faster than the disk; the sender was told to retry.</source>
        <translation>Schneller als der Datenträger; der Sender soll es wieder versuchen.</translation>
    </message>
    <message>
        <source>The disk is full; the sender was told to retry.</source>
        <translation>Der Datenträger ist voll; der Sender soll es wieder versuchen.</translation>
    </message>
    <message>
        <source>Came in a content type that OTLP does not have; refused.</source>
        <translation>In einem Inhaltstyp, den OTLP nicht kennt; abgewiesen.</translation>
    </message>
    <message>
        <source>The connection was too slow or one too many; closed.</source>
        <translation>Die Verbindung war zu langsam oder eine zu viel; geschlossen.</translation>
    </message>
    <message>
        <source>Had bytes that are not UTF-8; stored with replacement characters.</source>
        <translation>Mit Bytes, die kein UTF-8 sind; mit Ersatzzeichen gespeichert.</translation>
    </message>
    <message>
        <source>Had more attributes than the limit; stored without the rest.</source>
        <translation>Mit mehr Attributen als die Grenze; ohne den Rest gespeichert.</translation>
    </message>
    <message>
        <source>Removed on request; a tombstone stays.</source>
        <translation>Auf Wunsch entfernt; ein Grabstein bleibt.</translation>
    </message>
    <message>
        <source>Steps that name more delegations than the picture keeps: cut by us, the log has them all.</source>
        <translation>Schritte, die mehr Delegationen nennen, als das Bild behält: von uns gekürzt, das Log hat alle.</translation>
    </message>
    <message>
        <source>Steps with more links than the picture keeps: cut by us, the log has them all.</source>
        <translation>Schritte mit mehr Verknüpfungen, als das Bild behält: von uns gekürzt, das Log hat alle.</translation>
    </message>
    <message>
        <source>Steps with a text longer than lists keep: cut by us, the log has it whole.</source>
        <translation>Schritte mit längerem Text, als Listen behalten: von uns gekürzt, das Log hat ihn ganz.</translation>
    </message>
    <message>
        <source>Carried an id that too many others carry: it joins nothing.</source>
        <translation>Trug eine ID, die zu viele andere tragen: sie verbindet nichts.</translation>
    </message>
    <message>
        <source>Named something beyond our limit of names: shown as (further names), the log has it.</source>
        <translation>Nannte etwas jenseits unserer Grenze für Namen: als (weitere Namen) gezeigt, das Log hat es.</translation>
    </message>
    <message>
        <source>Sources beyond our limit that share this row; counted up to 65,536.</source>
        <translation>Quellen jenseits unserer Grenze teilen sich diese Zeile; gezählt bis 65.536.</translation>
    </message>
    <message>
        <source>Events of one span beyond those the picture merges: cut by us, the log has them all.</source>
        <translation>Ereignisse eines Spans, die das Bild nicht mehr zusammenführt: von uns gekürzt, das Log hat alle.</translation>
    </message>
    <message>
        <source>reason not logged</source>
        <translation>Grund nicht im Log</translation>
    </message>
    <message>
        <source>the sender calls it an estimate</source>
        <translation>der Sender nennt es eine Schätzung</translation>
    </message>
    <message>
        <source>input or output tokens not said, taken as none</source>
        <translation>Token der Ein- oder Ausgabe nicht genannt, als keine gezählt</translation>
    </message>
    <message>
        <source>parts of the tokens exceed their whole</source>
        <translation>Teile der Token übersteigen ihr Ganzes</translation>
    </message>
    <message>
        <source>output or audio tokens without a price of their own</source>
        <translation>Token der Ausgabe oder Ton ohne eigenen Preis</translation>
    </message>
    <message>
        <source>service tier not in the table of prices</source>
        <translation>Dienststufe nicht in der Preistabelle</translation>
    </message>
    <message>
        <source>price not confirmed at the provider</source>
        <translation>Preis nicht beim Anbieter bestätigt</translation>
    </message>
</context>
</TS>
