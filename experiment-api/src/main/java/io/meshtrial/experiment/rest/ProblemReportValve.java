package io.meshtrial.experiment.rest;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;

/** Answers with a problem where Tomcat would with a page: for requests that reach no part of the application. */
public class ProblemReportValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemType type = status >= 500 ? ProblemType.INTERNAL : typeOf(status);
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write("{\"type\":\"" + type.uri() + "\",\"title\":\"" + type.title() + "\",\"status\":" + status
                        + ",\"detail\":\"The request cannot be taken as it is.\"}");
                response.finishResponse();
            }
        } catch (IOException gone) {
            log.debug("nobody waits for the answer any more: {}", gone.getMessage());
        }
    }

    private static ProblemType typeOf(int status) {
        for (ProblemType type : ProblemType.values()) {
            if (type.status().value() == status) {
                return type;
            }
        }
        return ProblemType.MALFORMED_REQUEST;
    }
}
