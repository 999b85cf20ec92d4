package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.rest.ProblemError;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.evaluate.RequestFacts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A pasted curl line, as browsers' tools copy them, read as the request that it would send. */
final class CurlLine {

    /** Options that take a value and change nothing that routing looks at. */
    private static final Set<String> WITH_VALUE = Set.of(
            "-o",
            "--output",
            "-m",
            "--max-time",
            "--connect-timeout",
            "--retry",
            "-w",
            "--write-out",
            "--cacert",
            "--cert",
            "--key",
            "--resolve",
            "--connect-to",
            "-x",
            "--proxy",
            "-c",
            "--cookie-jar");

    private static final Set<String> DATA = Set.of(
            "-d",
            "--data",
            "--data-raw",
            "--data-binary",
            "--data-ascii",
            "--data-urlencode",
            "--json",
            "-F",
            "--form");

    private @Nullable String method;
    private @Nullable String url;
    private boolean get;
    private boolean data;
    private final List<Header> headers = new ArrayList<>();

    static RequestFacts read(String line, String defaultAuthority) {
        CurlLine curl = new CurlLine();
        Iterator<String> words = ShellWords.split(line).iterator();
        if (!words.hasNext() || !words.next().endsWith("curl")) {
            throw refused("it does not begin with curl");
        }
        while (words.hasNext()) {
            curl.option(words.next(), words);
        }
        return curl.facts(defaultAuthority);
    }

    private void option(String word, Iterator<String> words) {
        if (word.startsWith("--") && word.contains("=")) {
            String value = word.substring(word.indexOf('=') + 1);
            option(word.substring(0, word.indexOf('=')), List.of(value).iterator());
            return;
        }
        if (word.length() > 2 && word.charAt(0) == '-' && "HAXbedu".indexOf(word.charAt(1)) >= 0) {
            option(word.substring(0, 2), List.of(word.substring(2)).iterator());
            return;
        }
        switch (word) {
            case "-H", "--header" -> header(value(word, words));
            case "-A", "--user-agent" -> headers.add(Header.ofText("user-agent", value(word, words)));
            case "-b", "--cookie" -> headers.add(Header.ofText("cookie", value(word, words)));
            case "-e", "--referer" -> headers.add(Header.ofText("referer", value(word, words)));
            case "-u", "--user" ->
                headers.add(Header.ofText(
                        "authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(value(word, words).getBytes(StandardCharsets.UTF_8))));
            case "-X", "--request" -> method = value(word, words);
            case "--url" -> url = value(word, words);
            case "-I", "--head" -> method = "HEAD";
            case "-G", "--get" -> get = true;
            default -> other(word, words);
        }
    }

    private void other(String word, Iterator<String> words) {
        if (DATA.contains(word)) {
            value(word, words);
            data = true;
        } else if (WITH_VALUE.contains(word)) {
            value(word, words);
        } else if (!word.startsWith("-")) {
            url = word;
        }
    }

    private void header(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            throw refused("-H " + line + " is not NAME: VALUE");
        }
        headers.add(Header.ofText(
                line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
    }

    private RequestFacts facts(String defaultAuthority) {
        if (url == null) {
            throw refused("it names no URL");
        }
        URI uri;
        try {
            uri = URI.create(url.contains("://") ? url : "http://" + url);
        } catch (IllegalArgumentException notOne) {
            throw refused(url + " is no URL");
        }
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        if (headers.stream().noneMatch(h -> h.name().equalsIgnoreCase("user-agent"))) {
            headers.add(Header.ofText("user-agent", "curl/8.15.0"));
        }
        String verb = method != null ? method : data && !get ? "POST" : "GET";
        String host = headers.stream()
                .filter(h -> h.name().equalsIgnoreCase("host"))
                .map(Header::value)
                .findFirst()
                .orElse(uri.getRawAuthority() == null ? defaultAuthority : uri.getRawAuthority());
        headers.removeIf(h -> h.name().equalsIgnoreCase("host"));
        return RequestFacts.of(verb, host, target, headers);
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw refused(option + " lacks its value");
        }
        return words.next();
    }

    private static ProblemException refused(String why) {
        return new ProblemException(
                ProblemType.INVALID_FIELD,
                "The curl line cannot be read: " + why + ".",
                List.of(ProblemError.at("/curl", why, "copy it with \"Copy as cURL (bash)\"")));
    }
}
