package io.meshtrial.experiment.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each schema serves the code of the version before, so that replicas can be replaced one by one: after the first one
 * migrations only add, and what they add asks nothing of code that does not know it.
 */
class MigrationsTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern ADDS = Pattern.compile("create table .*"
            + "|create (unique )?index .*"
            + "|alter table \\w+ add (column )?(if not exists )?\\w+ (?!.*not null(?!.*default)).*"
            + "|alter table \\w+ add column \\w+ .* default .*"
            + "|insert into .*");

    @Test
    void migrationsAfterTheFirstOnlyAdd() throws IOException {
        List<String> other = new ArrayList<>();
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file : files.filter(path -> !path.getFileName().toString().startsWith("V1__"))
                    .toList()) {
                for (String statement : statements(Files.readString(file))) {
                    if (!ADDS.matcher(statement).matches()) {
                        other.add(file.getFileName() + ": " + statement);
                    }
                }
            }
        }
        assertThat(other).isEmpty();
    }

    @Test
    void theRuleCanFail() {
        assertThat(statements("alter table experiment drop column spec; alter table experiment add x int not null;"))
                .noneMatch(statement -> ADDS.matcher(statement).matches());
        assertThat(statements(
                        "alter table experiment add column x int; alter table e add column y int not null default 0;"))
                .allMatch(statement -> ADDS.matcher(statement).matches());
    }

    private static List<String> statements(String sql) {
        return Stream.of(sql.replaceAll("--[^\n]*", " ").split(";", -1))
                .map(statement -> statement.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
