package io.meshtrial.experiment.rest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What becomes of a failure in a task that runs by the clock: the next run follows, and an outage is told once. */
@Configuration
class SchedulingErrors {

    private static final Logger log = LoggerFactory.getLogger(SchedulingErrors.class);

    @Bean
    SimpleAsyncTaskSchedulerCustomizer outagesAreToldOnce(@Lazy StoreOutage outage) {
        return scheduler -> scheduler.setErrorHandler(failure -> {
            if (!(failure instanceof Exception exception && outage.explains(exception))) {
                log.error("a scheduled task failed; its next run follows", failure);
            }
        });
    }
}
