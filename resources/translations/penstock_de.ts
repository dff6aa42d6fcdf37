<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
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
</context>
<context>
    <name>penstock::ui::ArgumentsSection</name>
    <message>
        <source>Arguments</source>
        <translation>Argumente</translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none were sent with this step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tool offered: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Document: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>penstock::ui::ChartAxis</name>
    <message>
        <source>hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a step is %1</source>
        <translation type="unfinished"></translation>
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
    <name>ChartBuilder</name>
    <message>
        <source>others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>%1 others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input, cached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input, new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 call unpriced: at least this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 calls unpriced: at least this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>penstock::ui::ChartLane</name>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>most, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>normal not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>normal %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal %1: median ± 3 median deviations of the last %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>penstock::ui::ChartPlot</name>
    <message>
        <source>Nothing was counted in this time.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartReader</name>
    <message>
        <source>Models are counted for everybody: the filter does not apply to their split.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no run)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no deployment)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls between two have no spend of their own: it counts for who called the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long calls took is counted for who was called: select that node.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is called spends nothing: it counts for who called the model.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>penstock::ui::ChartsToolbar</name>
    <message>
        <source>Whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deployments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is selected in the fleet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only what is selected: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>penstock::ui::ChartsView</name>
    <message>
        <source>Its run in trace #%1   Shift+Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a step, or Enter on it: who was behind it. Drag: a range. Wheel: nearer, farther.</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending one agent run over OTLP/HTTP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted and stored. It is the newest of Traces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Penstock is not listening, so no agent can reach it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has arrived yet. Point an agent here and its runs appear.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point another agent here and its runs appear.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OTLP/gRPC %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OTLP/HTTP %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every sender needs a token: penstockctl token create shows one once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No token is needed from this machine. Nothing leaves it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the settings for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings for %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>penstock::ui::ConversationSection</name>
    <message>
        <source>Conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 earlier messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished">%1 von %2 {1 ?}</translation>
    </message>
    <message>
        <source>This step carries no messages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content was not captured. </source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>penstock::ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What, and in which format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished">Schließen</translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 rows read; Esc stops.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written to %1, %2. %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture as it stands (PNG)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture as it stands (SVG)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (JSON)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (OTLP JSON)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Secrets that were masked stay masked. penstockctl import reads it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing on the screen that could be exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file exists and would be replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing; Esc stops.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows, %2 columns. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> %1 rows went while it was read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>penstock::ui::FileWriter</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this and its neighbours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>penstock::ui::FleetPanel</name>
    <message>
        <source>Against normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>calls/min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last failed runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May do alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown until there are policies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Must ask for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lines</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FleetText</name>
    <message>
        <source>node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>inferred %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;$0.001/min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>$%1/min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last %1 d ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last %1:%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>calls</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a name, kind or deployment</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nodes</source>
        <translation>Knoten</translation>
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
</context>
<context>
    <name>penstock::ui::Inspector</name>
    <message>
        <source>Raw attributes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No raw attributes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
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
        <translation>Bekannt durch</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Usage and cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mandate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the step from the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This step has not been received. It is known only because steps below it name it as their parent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No span stands for this run; it is known from the steps in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No step selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a step to see what it said and did</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing parent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delegation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none begins or ends here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the sender states it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody said</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>info</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 beside %2 received. %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>penstock::ui::LossesView</name>
    <message>
        <source>data loss: something is missing because of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>notice: nothing is missing in the log, but it was not as usual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>info: the normal course</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % of %2 received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has arrived yet, so nothing can have been lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this row says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is missing from what arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>item did not arrive whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>items did not arrive whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter is not applied here: losses are counted for a source, not for a row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all sources together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in all sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where to look</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fleet</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied the settings for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter would become too long</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split by deployment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split by agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split by model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everybody or the selected one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step by step, lane by lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From spike to spike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who was it; open the trace of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a part of the stack</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the group or the neighbourhood</source>
        <translation type="unfinished"></translation>
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
        <source>Trace</source>
        <translation>Trace</translation>
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
        <translation>Nachrichten</translation>
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
        <translation>Bekannt durch</translation>
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
</context>
<context>
    <name>penstock::ui::MessageCard</name>
    <message>
        <source>system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>assistant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reasoning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>calls %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut by the sender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message from %1</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>live, the selected row keeps its place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>arrived after you looked; rows stay where they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
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
</context>
<context>
    <name>penstock::ui::PaintOverlay</name>
    <message>
        <source>Painting</source>
        <translation type="unfinished"></translation>
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
    <name>penstock::ui::RunTable</name>
    <message>
        <source>no span of its own</source>
        <translation type="unfinished"></translation>
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
        <source>from the next start on</source>
        <translation>ab dem nächsten Start</translation>
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
        <translation>Motor</translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OTLP/HTTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What did not arrive whole, and why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How to point an agent here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted cost of the traces that started today; ≥ while calls have no price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow or pause (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the picture trails what has been stored</source>
        <translation type="unfinished"></translation>
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
        <translation>der Motor ist weg</translation>
    </message>
    <message>
        <source>attached to the engine at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>listening, TLS</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>penstock::ui::StepTree</name>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
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
    <message>
        <source>Fold everything</source>
        <translation>Alles falten</translation>
    </message>
    <message>
        <source>Unfold everything</source>
        <translation>Alles entfalten</translation>
    </message>
</context>
<context>
    <name>penstock::ui::StepTreeDelegate</name>
    <message>
        <source>%1 folded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>not received; %n known below</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>waits for a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
</context>
<context>
    <name>penstock::ui::StepTreeModel</name>
    <message>
        <source>missing parent %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>penstock::ui::TextBlock</name>
    <message>
        <source>Text, as it was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold; %1 more are not shown, copying has them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Falten</translation>
    </message>
    <message>
        <source>Copy selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation type="unfinished"></translation>
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
</context>
<context>
    <name>penstock::ui::TraceHeader</name>
    <message>
        <source>Trace</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>root</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lasted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cost</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>penstock::ui::TracePage</name>
    <message>
        <source>Unfold everything</source>
        <translation>Alles entfalten</translation>
    </message>
    <message>
        <source>Reading the trace from the log; it has %1. Esc goes back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 steps folded, show</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counted once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delegations</source>
        <translation>Delegationen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go down into this trace (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a trace to see what it did</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last arrival</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>root agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deployment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the root has not come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dialects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in this trace</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation type="unfinished"></translation>
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
</context>
<context>
    <name>penstock::ui::WaterfallCanvas</name>
    <message>
        <source>Steps of the cascade against time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaterfallPainter</name>
    <message>
        <source>Whole cascade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shown %1 – %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, all of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bar colour: worst state in the pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waited %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not received; 1 child known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not received; %1 children known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no span stands for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing parent %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 folded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 steps folded, show</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>connect</name>
    <message>
        <source>Any OpenTelemetry SDK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python, JavaScript, Java, Go, .NET: before the program starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenAI Agents SDK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python, with OpenInference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LangGraph and LangChain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pydantic-ai and Logfire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python; nothing is sent to Logfire itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vercel AI SDK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node; telemetry is switched on call by call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claude Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the shell that starts it; the last three lines also send content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Codex CLI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in ~/.codex/config.toml</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gemini CLI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the shell that starts it; the last line also sends content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google ADK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CrewAI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python, with OpenInference; CrewAI&apos;s own telemetry switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MCP servers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>so that a tool call and the server&apos;s work are one trace</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>facts</name>
    <message>
        <source>error type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answered by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tool type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>call id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waited for a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deployment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>framework</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>organisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dialect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>span</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>caller not in this trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delegated by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delegates to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>known by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another process</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>granted by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>constraints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>context used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>authorised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revocable by</source>
        <translation type="unfinished"></translation>
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
</context>
<context>
    <name>format</name>
    <message>
        <source>%1 s behind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min behind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h behind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d ago</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>penstock::ui</name>
    <message>
        <source> (%1 %)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, ×%1 of normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody contributed anything that was counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slowest: %1, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most began: %1, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most of it: %1, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency of calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>$ a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p50 p90 p99</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p90</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the end of a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mostly %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>penstock::ui::SystemTray</name>
    <message>
        <source>Penstock is recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show Penstock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit and stop recording</source>
        <translation type="unfinished">Beenden und nicht mehr aufzeichnen</translation>
    </message>
</context>
<context>
    <name>usage</name>
    <message>
        <source>prices of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 without usage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  of it from cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  of it into cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  of it reasoning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 no price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  of it audio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>total as sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cost</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a handoff that names both agents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the agent names its parent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a run below a tool call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a run directly below another agent&apos;s run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a call from one service into another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a transfer tool, then a run of the target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a message link between spans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the graph names the parent node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a goto command of the graph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one after the other in the same session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same id seen on both sides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the step itself is the call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>agent run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>agent created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tool call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>handoff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>retrieval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rerank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>embedding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>guardrail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>evaluator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>workflow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MCP request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A2A request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wait for a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ACP request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still running; the finished span has not come yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its times were impossible and have been repaired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the SDK dropped attributes, events or links before sending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a secret in it was masked before storing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>came more than once with different content; merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>arrived long after its neighbours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a summary of other steps; not counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>made from a log record, not from a span</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the sender gave no trace id; it was derived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names more delegations than the picture keeps; Raw has all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>declared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>structural</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inferred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>return to caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pass control</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ok</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no usage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sum of calls below, not counted again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same call seen twice, not counted again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is refused is not kept here; the sender was answered and its log has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The one that is kept is an ordinary step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metric points are not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>penstockctl log verify names the tombstones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log has them whole: open the step, then Raw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is stored stands in Traces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was cut is not kept; the sender has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw shows the replacement characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The inspector says so on every step that it happened to.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
