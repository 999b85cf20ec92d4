package io.meshtrial.routing.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: Envoy's documentation of command operators (Access logging, command operators). */
class ValueTemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain|plain",
                "100%%|100%",
                "%%|%",
                "%%%%|%%",
                "a%%b%%c|a%b%c",
                "%REQ(x-a)%|one",
                "<%REQ(x-a)%>|<one>",
                "%REQ(X-A)%|one",
                "%REQ(x-none)%|''",
                "%REQ(x-none?x-a)%|one",
                "%REQ(x-a?x-b)%|one",
                "%REQ(x-a):2%|on",
                "%REQ(x-a):3%|one",
                "%REQ(x-a):0%|''",
                "%REQ(x-a):x%|one",
                "%RESP(x-r)%|two",
                "%RESP(x-a)%|''",
                "%REQ_WITHOUT_QUERY(x-path)%|/a",
                "%REQ_WITHOUT_QUERY(x-question)%|''",
                "%REQ_WITHOUT_QUERY(x-a)%|one",
                "%REQ_WITHOUT_QUERY(x-none)%|''",
                "%PROTOCOL%|HTTP/1.1",
                "%ROUTE_NAME%|shop",
                "%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%|192.0.2.7",
                "%START_TIME(%s)%|%START_TIME(%s)%",
                "%ENVIRONMENT(X)%%REQ(x-a)%|%ENVIRONMENT(X)%one",
                "%REQ(x-a)% and %RESP(x-r)%.|one and two.",
                "open%REQ|open%REQ",
                "open%REQ(x|open%REQ(x",
                "%)(%|%)(%"
            })
    void operatorsSayWhatEnvoySays(String template, String value) {
        assertThat(ValueTemplate.of(template).render(new Request())).isEqualTo(value);
    }

    private static final class Request implements ValueTemplate.Source {

        @Override
        public @Nullable String request(String name) {
            return switch (name) {
                case "x-a" -> "one";
                case "x-path" -> "/a?b=c";
                case "x-question" -> "?b";
                default -> null;
            };
        }

        @Override
        public @Nullable String response(String name) {
            return name.equals("x-r") ? "two" : null;
        }

        @Override
        public RequestFacts facts() {
            RequestFacts plain = RequestFacts.get("shop.example", "/");
            return new RequestFacts(
                    plain.method(),
                    plain.authority(),
                    plain.target(),
                    plain.headers(),
                    plain.version(),
                    "192.0.2.7",
                    plain.requestId());
        }

        @Override
        public String routeName() {
            return "shop";
        }
    }
}
