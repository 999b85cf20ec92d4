package io.meshtrial.localmesh.supervisor;

/** What to open and what to try, once everything runs. */
record Welcome(Console console, Ports ports, String token, Installation installation) {

    void print(boolean demonstration) {
        String page = Ports.local(ports.page());
        console.line("");
        console.line("  " + console.strong("Page  ") + "  " + page);
        console.line("  " + console.strong("Edge  ") + "  " + Ports.local(ports.edge()) + "/weather");
        console.line("  " + console.strong("Token ") + "  " + token);
        console.line("  " + console.strong("Logs  ") + "  " + installation.stored("logs"));
        if (demonstration) {
            String experiment = page + "/api/v1/experiments/" + Demonstration.EXPERIMENT;
            String bearer = "-H 'Authorization: Bearer " + token + "'";
            console.line("");
            console.line("  " + console.dim("Change the rule, see the results, ask why a request goes where it goes:"));
            console.line("");
            console.line("  curl -X PUT " + bearer + " -H 'If-Match: *' -H 'Content-Type: text/plain' \\");
            console.line("    --data '10% to v2' " + experiment + "/rules");
            console.line("");
            console.line("  curl " + bearer + " " + page + "/api/v1/results/" + Demonstration.EXPERIMENT);
            console.line("");
            console.line("  curl -X POST " + bearer + " -H 'Content-Type: application/json' \\");
            console.line(
                    "    --data '{\"path\":\"/weather\",\"headers\":{\"user-agent\":\"Mozilla/5.0 Chrome/142.0.0.0\"}}' \\");
            console.line("    " + experiment + "/explain");
        }
        console.line("");
        console.line("  " + console.dim("Ctrl-C stops everything."));
    }
}
