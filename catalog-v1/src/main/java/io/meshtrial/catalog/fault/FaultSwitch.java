package io.meshtrial.catalog.fault;

import org.springframework.stereotype.Component;

/** The fault in force: the configured one until it is switched. */
@Component
final class FaultSwitch {

    private volatile Fault fault;

    FaultSwitch(Fault configured) {
        this.fault = configured;
    }

    Fault current() {
        return fault;
    }

    void change(Fault to) {
        fault = to;
    }
}
