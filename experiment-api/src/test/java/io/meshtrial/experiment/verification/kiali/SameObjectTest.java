package io.meshtrial.experiment.verification.kiali;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshtrial.routing.object.MeshObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The oracle is the ProtoJSON format, in which Kiali writes what it read. */
class SameObjectTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"weight": 0, "name": "", "headers": {}, "match": []} | {"headers": {}}                        | true
            {"timeout": "250ms"}                                  | {"timeout": "0.250s"}                  | true
            {"timeout": "1m30s"}                                  | {"timeout": "90s"}                     | true
            {"timeout": "1s"}                                     | {"timeout": "2s"}                      | false
            {"exact": "1m"}                                       | {"exact": "60s"}                       | false
            {"tls": {"mode": "DISABLE"}}                          | {"tls": {}}                            | true
            {"tls": {"mode": "DISABLE"}}                          | {"tls": {"mode": "SIMPLE"}}            | false
            {"corsPolicy": {"allowCredentials": false}}           | {"corsPolicy": {}}                     | true
            {"http": [{"name": "a"}, {"name": "b"}]}              | {"http": [{"name": "b"}, {"name": "a"}]} | false
            {"timeout": "soon"}                                   | {"timeout": "soon"}                    | true
            """)
    void specsThatMeanTheSameAreEqual(String live, String seen, boolean same) throws Exception {
        assertThat(isSame("1", "u1", live, "2", "u2", seen)).isEqualTo(same);
    }

    /** Numbers of versions may meet by chance where Kiali looks at another cluster. */
    @ParameterizedTest
    @CsvSource({"7, u1, 7, u1, true", "7, u1, 8, u1, false", "7, u1, 7, u2, false", "7, u1, 7, '', true"})
    void anotherSpecIsTheSameObjectOnlyByItsVersionAndUid(
            String version, String uid, String theirVersion, String theirUid, boolean same) throws Exception {
        assertThat(isSame(version, uid, "{\"name\": \"a\"}", theirVersion, theirUid, "{\"name\": \"b\"}"))
                .isEqualTo(same);
    }

    private static boolean isSame(
            String version, String uid, String live, String theirVersion, String theirUid, String seen)
            throws Exception {
        MeshObject object = new MeshObject(new ObjectMapper().readTree(json(version, uid, live)));
        return SameObject.is(object, JsonMapper.builder().build().readTree(json(theirVersion, theirUid, seen)));
    }

    private static String json(String version, String uid, String spec) {
        return "{\"metadata\": {\"resourceVersion\": \"" + version + "\", \"uid\": \"" + uid + "\"}, \"spec\": " + spec
                + "}";
    }
}
