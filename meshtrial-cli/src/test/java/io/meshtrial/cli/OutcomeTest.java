package io.meshtrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class OutcomeTest {

    /** Oracle: the table of exit codes in docs/reference/command-line.md. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            PROMOTED    | {}                                                             | DONE
            ROLLED_BACK | {"word": "BETTER", "promotion": [{"state": "MET"}]}            | HARM
            STOPPED     | {}                                                             | INCONCLUSIVE
            RUNNING     | {"word": "HARM"}                                               | HARM
            RUNNING     | {"word": "INCONCLUSIVE"}                                       | INCONCLUSIVE
            RUNNING     | {"word": "BETTER", "promotion": [{"state": "MET"}]}            | DONE
            RUNNING     | {"word": "NO_HARM", "promotion": [{"state": "MET"}]}           | DONE
            RUNNING     | {"word": "NO_HARM", "promotion": [{"state": "MET"}, {"state": "NOT_YET"}]} | -
            RUNNING     | {"word": "NO_HARM", "promotion": []}                           | -
            RUNNING     | {"word": "CANNOT_JUDGE", "promotion": [{"state": "MET"}]}      | -
            RUNNING     | {"word": "INSUFFICIENT_DATA"}                                  | -
            RUNNING     | {}                                                             | -
            """)
    void onlyAPassingVerdictPasses(String state, String verdict, ExitCode expected) {
        assertThat(Outcome.decided(state, JsonMapper.shared().readTree(verdict)).orElse(null))
                .isEqualTo(expected);
    }
}
