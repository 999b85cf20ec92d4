package io.meshtrial.experiment.mesh;

import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.definition.Experiment;
import io.meshtrial.experiment.definition.ExperimentDraft;
import io.meshtrial.experiment.definition.ExperimentState;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.Move;
import io.meshtrial.experiment.definition.RevisionFactory;
import io.meshtrial.experiment.definition.RuleReader;
import io.meshtrial.experiment.definition.SpecBuilder;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.lifecycle.Lifecycle;
import io.meshtrial.experiment.lifecycle.MoveRequest;
import io.meshtrial.experiment.rest.StoreOutage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/**
 * The application's own beans in a process that is there to be killed: it makes the changes that its input names and
 * stands still at the point that {@code -Dstand-still-at} counts to, just before or just after something is written.
 */
final class KilledApplication {

    static final String STANDS_STILL = "STANDS STILL ";
    static final String READY = "READY";
    static final String CONVERGED = "CONVERGED ";
    static final String EXPERIMENT = "killed";

    private KilledApplication() {}

    public static void main(String[] arguments) throws Exception {
        Points points = new Points(Integer.getInteger("stand-still-at", Integer.MAX_VALUE));
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Rooms.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .initializers(fresh -> fresh.getBeanFactory().addBeanPostProcessor(points))
                .run(arguments);
        MeshPublisher publisher = context.getBean(MeshPublisher.class);
        Publications publications = context.getBean(Publications.class);
        ExperimentStore store = context.getBean(ExperimentStore.class);
        Lifecycle lifecycle = context.getBean(Lifecycle.class);
        System.out.println(READY);
        publisher.start();
        publisher.begin();
        settle(publications, publisher, store);
        points.count();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            switch (line) {
                case "create" -> create(context, store);
                case "start" ->
                    lifecycle.move(
                            stored(store),
                            Move.START,
                            new MoveRequest(null, null, null),
                            Actor.PLATFORM,
                            Set.of(),
                            false);
                default ->
                    lifecycle.changeRules(
                            stored(store),
                            RuleReader.stored(line),
                            Actor.PLATFORM,
                            new Lifecycle.Change(null, null, Set.of(), false));
            }
            settle(publications, publisher, store);
        }
    }

    private static StoredExperiment stored(ExperimentStore store) {
        return store.find(EXPERIMENT).orElseThrow();
    }

    private static void create(ConfigurableApplicationContext context, ExperimentStore store) {
        ExperimentDraft draft = context.getBean(JsonMapper.class)
                .readValue("{\"id\": \"" + EXPERIMENT + "\", \"rules\": \"99% to v2\"}", ExperimentDraft.class);
        SpecBuilder.Built built = context.getBean(SpecBuilder.class).build(draft, "test");
        store.insert(
                new Experiment(
                        EXPERIMENT,
                        1,
                        built.spec(),
                        new ExperimentState.Draft(),
                        1,
                        context.getBean(Clock.class).instant(),
                        true,
                        built.derived()),
                context.getBean(RevisionFactory.class).first(built.spec(), built.rules(), Actor.PLATFORM));
    }

    private static void settle(Publications publications, MeshPublisher publisher, ExperimentStore store) {
        await().forever().pollInterval(Duration.ofMillis(20)).until(() -> {
            publisher.takeUp();
            return publications.open().isEmpty();
        });
        System.out.println(CONVERGED
                + store.find(EXPERIMENT)
                        .map(stored -> stored.experiment().revision())
                        .orElse(0));
    }

    /** The rooms that publish, and nothing of the web, so that it starts fast. Not annotated: the scan must not find it. */
    @Import(StoreOutage.class)
    @ComponentScan({
        "io.meshtrial.experiment.definition",
        "io.meshtrial.experiment.audit",
        "io.meshtrial.experiment.mesh",
        "io.meshtrial.experiment.plan",
        "io.meshtrial.experiment.lifecycle",
        "io.meshtrial.experiment.leadership",
        "io.meshtrial.experiment.approval"
    })
    @ConfigurationPropertiesScan({
        "io.meshtrial.experiment.mesh",
        "io.meshtrial.experiment.leadership",
        "io.meshtrial.experiment.plan",
        "io.meshtrial.experiment.approval"
    })
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        FlywayAutoConfiguration.class,
        JacksonAutoConfiguration.class
    })
    static class Rooms {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        RandomGenerator random() {
            return new SecureRandom();
        }

        @Bean
        MeterRegistry metrics() {
            return new SimpleMeterRegistry();
        }
    }

    /** Counts what is written to the store and to the mesh, twice each: before and after. */
    private static final class Points implements BeanPostProcessor, MethodInterceptor {

        private static final Set<String> WRITES =
                Set.of("patch", "create", "delete", "ask", "save", "update", "willStand");

        private final int standStillAt;
        private boolean counting;
        private int passed;

        Points(int standStillAt) {
            this.standStillAt = standStillAt;
        }

        synchronized void count() {
            counting = true;
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (!(bean instanceof KubernetesMesh)
                    && !(bean instanceof Publications)
                    && !(bean instanceof ExperimentStore)) {
                return bean;
            }
            ProxyFactory factory = new ProxyFactory(bean);
            factory.setProxyTargetClass(true);
            factory.addAdvice(this);
            return factory.getProxy(bean.getClass().getClassLoader());
        }

        @Override
        public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
            if (!isWrite(invocation)) {
                return invocation.proceed();
            }
            pass("before", invocation.getMethod());
            Object result = invocation.proceed();
            pass("after", invocation.getMethod());
            return result;
        }

        private static boolean isWrite(MethodInvocation invocation) {
            boolean dryRun = invocation.getMethod().getName().equals("patch")
                    && Boolean.TRUE.equals(invocation.getArguments()[4]);
            return WRITES.contains(invocation.getMethod().getName()) && !dryRun;
        }

        private void pass(String side, Method method) throws InterruptedException {
            synchronized (this) {
                if (!counting || ++passed != standStillAt) {
                    return;
                }
            }
            System.out.println(STANDS_STILL + side + " " + method.getName());
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
