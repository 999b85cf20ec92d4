package io.meshtrial.events;

import io.meshtrial.events.RequestEvent.Browser;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestEvent.Source;
import io.meshtrial.events.RequestEvent.UnitKind;

/** Events for tests. */
final class ExampleEvents {

    private ExampleEvents() {}

    /** An event with every field set. */
    static RequestEvent complete() {
        return RequestEvent.newBuilder()
                .setExperiment("search-ranking")
                .setRevision(4)
                .setRule(1)
                .setVariant("v2")
                .setServedVersion("v2")
                .setStatus(200)
                .setDurationMicros(1_250)
                .setStartEpochMicros(1_764_000_000_123_456L)
                .setUnitKind(UnitKind.USER)
                .setUnit(new UnitHash("salt").of("9f0c1b7e-2f6c-4a55-8a3e-0c2f7b1d9e44"))
                .setDrawingRevision(3)
                .setCurrentDrawingRevision(3)
                .setOrigin(1)
                .setBrowser(Browser.FIREFOX)
                .setBot(true)
                .setSource(Source.APPLICATION)
                .setCompletion(Completion.ANSWERED)
                .setRoute("/{name}")
                .setMethod("GET")
                .setService("catalog-v2")
                .setDestination("catalog-v2")
                .setPod("catalog-v2-7d9c5b9f4-x2x7k")
                .setTraceId("4bf92f3577b34da6a3ce929d0e0e4736")
                .setToken("q83vEjRWeJCrze8SNFZ4kA")
                .putValues("results", 3)
                .build();
    }
}
