package io.meshtrial.localmesh.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void ten_ports_in_a_row_each_for_one_purpose() {
        Ports ports = new Ports(7700);
        assertThat(List.of(
                        ports.page(),
                        ports.experimentApi(),
                        ports.edge(),
                        ports.kubernetes(),
                        ports.broker(),
                        ports.controller(),
                        ports.catalogV1(),
                        ports.catalogV2(),
                        ports.visitors(),
                        ports.edgeMetrics()))
                .containsExactly(7700, 7701, 7702, 7703, 7704, 7705, 7706, 7707, 7708, 7709)
                .hasSize(Ports.COUNT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 80, 65_526, 70_000, -1})
    void a_base_that_leaves_no_room_is_refused(int base) {
        assertThatThrownBy(() -> new Ports(base)).isInstanceOf(IllegalArgumentException.class);
    }
}
