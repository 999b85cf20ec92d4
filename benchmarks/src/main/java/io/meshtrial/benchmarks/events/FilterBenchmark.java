package io.meshtrial.benchmarks.events;

import io.meshtrial.events.emission.EventEmitter;
import io.meshtrial.localmesh.broker.BrokerSettings;
import io.meshtrial.localmesh.broker.LocalBroker;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * Time inside the filter: a request with identity and cookie through the auto-configured filter, with nothing behind it
 * and a real broker beside it. The work of a request, about 40 µs, lies between two calls, as it does in a service.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class FilterBenchmark {

    private static final int WORK = 20_000;
    private static final String UNIT = "3f0c6f0e-5d7e-4b55-9a59-0a1e7c3b9d11";

    private final FilterChain nothing = (request, response) -> {};
    private @Nullable LocalBroker broker;
    private @Nullable ConfigurableApplicationContext service;
    private Filter filter = (request, response, chain) -> {};

    /** A service with nothing in it. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}

    @Setup
    public void start() throws IOException, InterruptedException, ExecutionException {
        BrokerSettings settings =
                new BrokerSettings(FreePort.next(), FreePort.next(), Files.createTempDirectory("filter-benchmark"));
        broker = LocalBroker.start(settings);
        RecordedTraffic.record(settings.bootstrapServers(), 0, 0);
        ConfigurableApplicationContext started = SpringApplication.run(
                Service.class,
                "--spring.config.location=optional:classpath:/none/",
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + settings.bootstrapServers(),
                "--meshtrial.events.version=v2",
                "--meshtrial.events.queue-capacity=100000");
        service = started;
        filter = Objects.requireNonNull(started.getBean("meshtrialRequestEventFilter", FilterRegistrationBean.class)
                .getFilter());
    }

    @TearDown
    public void stop() {
        ConfigurableApplicationContext started = Objects.requireNonNull(service);
        EventEmitter emitter = started.getBean(EventEmitter.class);
        started.close();
        System.out.printf(
                "produced %d, sent %d, dropped %d%n",
                emitter.counts().produced(),
                emitter.counts().sent(),
                emitter.counts().dropped());
        Objects.requireNonNull(broker).close();
    }

    @Benchmark
    public MockHttpServletResponse insideTheFilter(Request request) throws ServletException, IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request.next, response, nothing);
        return response;
    }

    /** A request made outside the measured time. */
    @State(Scope.Thread)
    public static class Request {

        private MockHttpServletRequest next = new MockHttpServletRequest("GET", "/Weather");

        @Setup(org.openjdk.jmh.annotations.Level.Invocation)
        public void make() {
            Blackhole.consumeCPU(WORK);
            next = new MockHttpServletRequest("GET", "/Weather");
            next.addHeader("x-meshtrial", "search-ranking;r3;1;v2;catalog-v2;" + BenchmarkExperiment.TOKEN);
            next.addHeader("x-request-id", "0b7a8f3e-6d8f-4c66-8b7a-1b2f8d4cae22");
            next.addHeader("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:129.0) Gecko/20100101 Firefox/129.0");
            next.setCookies(new jakarta.servlet.http.Cookie("mt-search-ranking", "v2.r3.o0." + UNIT));
        }
    }
}
