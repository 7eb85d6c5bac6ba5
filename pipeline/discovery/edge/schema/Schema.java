package discovery.edge.schema;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `manifests/manifest.schema.json`, which describes the manifest for whoever writes a client.
public final class Schema {
    private static final String NAME = "manifest.schema.json";

    private Schema() {}

    /// What the schema objects to in a manifest, a sentence each; none: it is as described.
    public static List<String> objections(String manifest) throws IOException {
        try (var in = Schema.class.getClassLoader().getResourceAsStream(NAME)) {
            if (in == null) {
                throw new IOException(NAME + " is not on the class path");
            }
            return objections(new String(in.readAllBytes(), StandardCharsets.UTF_8), manifest);
        }
    }

    /// What any schema objects to in a document.
    public static List<String> objections(String schema, String document) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON)
                .validate(document, InputFormat.JSON).stream().map(error -> error.toString()).toList();
    }
}
