package discovery.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What names of dependencies, files and file types say. A table, not a judgement: what is not in it shows nothing.
final class Topics {
    /// `key, key = topic | question`, a line each. A key is a dependency's name, or its beginning before a `-`.
    private static final String DEPENDENCIES = """
            react, react-dom = React | build React components
            next = Next.js | Next.js app development
            vue, nuxt = Vue | Vue components
            @angular, angular = Angular | Angular development
            svelte, @sveltejs = Svelte | Svelte components
            tailwindcss = Tailwind CSS | Tailwind CSS styling
            express, fastify, @nestjs, koa = Node.js server | Node.js backend API
            typescript = TypeScript | TypeScript best practices
            jest, vitest, mocha = JavaScript tests | write JavaScript unit tests
            playwright, @playwright, puppeteer, cypress, selenium = browser tests | browser automation and end to end tests
            electron = Electron | Electron desktop app
            react-native, expo = React Native | React Native mobile app
            three = Three.js | three.js 3d graphics
            prisma, @prisma, typeorm, sequelize, drizzle-orm = database access | database schema and migrations
            pg, psycopg, psycopg2, postgresql, asyncpg, pgx, postgres = PostgreSQL | query PostgreSQL database
            mysql, mysql2, pymysql, mysql-connector = MySQL | query MySQL database
            mongodb, mongoose, pymongo = MongoDB | MongoDB database
            redis, ioredis, jedis, lettuce-core = Redis | Redis cache
            sqlite, sqlite3, better-sqlite3, sqlite-jdbc, rusqlite = SQLite | SQLite database
            elasticsearch, opensearch = Elasticsearch | Elasticsearch queries
            neo4j = Neo4j | Neo4j graph database
            duckdb = DuckDB | DuckDB analytics
            graphql, @apollo = GraphQL | GraphQL API
            stripe = Stripe | Stripe payments
            openai, anthropic, @anthropic-ai, langchain, litellm, llama-index = language models | build applications with language models
            mcp, @modelcontextprotocol, fastmcp = MCP | build an MCP server
            django = Django | Django development
            flask = Flask | Flask web application
            fastapi = FastAPI | FastAPI backend
            pandas, numpy, polars = data analysis | data analysis with pandas
            scikit-learn, xgboost, torch, tensorflow, keras, transformers = machine learning | train machine learning models
            jupyter, notebook, ipykernel = Jupyter | Jupyter notebooks
            pytest = Python tests | write Python tests with pytest
            matplotlib, plotly, d3, chart.js = charts | data visualization charts
            spring-boot, springframework, spring-core = Spring | Spring Boot Java development
            quarkus, micronaut = Java services | Java microservices
            hibernate, jakarta.persistence = JPA | JPA and Hibernate
            junit, junit-jupiter, mockito, testng = Java tests | write Java unit tests
            androidx, com.android = Android | Android app development
            flutter = Flutter | Flutter development
            rails = Rails | Ruby on Rails
            laravel = Laravel | Laravel PHP
            symfony = Symfony | Symfony PHP
            gin-gonic, gin, echo, chi = Go web server | Go backend service
            tokio, axum, actix-web = Rust async | Rust backend service
            boto3, aws-sdk, @aws-sdk, software.amazon, aws-cdk = AWS | AWS infrastructure
            google-cloud, @google-cloud = Google Cloud | Google Cloud
            azure, @azure = Azure | Azure cloud
            firebase, firebase-admin = Firebase | Firebase
            supabase, @supabase = Supabase | Supabase
            kubernetes, client-go = Kubernetes | Kubernetes cluster management
            sentry, @sentry, sentry-sdk = Sentry | monitor errors with Sentry
            datadog, ddtrace, dd-trace = Datadog | Datadog monitoring
            prometheus, prom-client, micrometer = Prometheus | Prometheus metrics
            kafka, kafkajs, confluent-kafka = Kafka | Kafka streams
            airflow, apache-airflow, dbt, dbt-core = data pipelines | data pipelines
            pyspark, spark = Spark | Apache Spark
            slack, @slack, slack-bolt, slack-sdk = Slack | Slack messages
            discord, discord.js = Discord | Discord bot
            telegram, python-telegram-bot, telegraf = Telegram | Telegram bot
            twilio = Twilio | Twilio messages
            shopify, @shopify = Shopify | Shopify store
            solidity, hardhat, ethers, web3 = smart contracts | Solidity smart contracts
            pypdf, pdfbox, pdfjs-dist, pdf-lib, reportlab = PDF | work with PDF files
            openpyxl, xlsx, poi, exceljs = spreadsheets | Excel spreadsheets
            picocli, click, typer, clap, commander, cobra = command line | command line tool design
            """;

    /// `.ending = topic | question`, a line each.
    private static final String ENDINGS = """
            .py = Python | Python best practices
            .ts, .tsx = TypeScript | TypeScript best practices
            .js, .jsx, .mjs = JavaScript | JavaScript development
            .java = Java | Java development
            .kt, .kts = Kotlin | Kotlin development
            .go = Go | Go development
            .rs = Rust | Rust development
            .rb = Ruby | Ruby development
            .php = PHP | PHP development
            .swift = Swift | Swift development
            .cs = C# | C# .NET development
            .c, .h, .cpp, .hpp, .cc = C and C++ | C++ development
            .scala = Scala | Scala development
            .ex, .exs = Elixir | Elixir development
            .dart = Dart | Flutter development
            .r, .rmd = R | R statistics
            .jl = Julia | Julia
            .sol = Solidity | Solidity smart contracts
            .ipynb = notebooks | Jupyter notebooks
            .tf = Terraform | Terraform infrastructure
            .sql = SQL | SQL queries and migrations
            .proto = gRPC | gRPC and protocol buffers
            .vue = Vue | Vue components
            .svelte = Svelte | Svelte components
            .css, .scss = CSS | CSS styling
            .tex = LaTeX | LaTeX paper writing
            .blend = Blender | Blender 3d modeling
            .gd = Godot | Godot game development
            .unity, .prefab = Unity | Unity game development
            .uproject = Unreal | Unreal Engine
            .csv, .parquet = data files | analyze data files
            .xlsx = spreadsheets | Excel spreadsheets
            .docx, .pptx = Office documents | Office documents
            .pdf = PDF | work with PDF files
            .sh = shell | shell scripts
            """;

    /// `regular expression of a path = topic | question`, a line each.
    private static final String PATHS = """
            (.*/)?(Dockerfile|docker-compose\\.ya?ml|compose\\.ya?ml) = Docker | Docker containers
            \\.github/workflows/[^/]+\\.ya?ml = GitHub Actions | GitHub Actions workflow
            \\.gitlab-ci\\.yml = GitLab CI | GitLab CI pipeline
            (.*/)?(Chart\\.yaml|kustomization\\.ya?ml) = Kubernetes | Kubernetes deployment with Helm
            (.*/)?(openapi|swagger)\\.(ya?ml|json) = OpenAPI | OpenAPI specification
            (.*/)?SKILL\\.md = skills | write a new skill
            (.*/)?\\.?mcp\\.json = MCP | combine MCP servers
            (.*/)?\\.claude-plugin/[^/]+ = plugins | create a plugin
            (.*/)?CHANGELOG\\.md = changelog | changelog and release notes
            (.*/)?(docs|doc)/.*\\.md = documentation | write documentation
            (.*/)?migrations/.+ = migrations | database schema and migrations
            (.*/)?[^/]*\\.(test|spec)\\.[jt]sx? = JavaScript tests | write JavaScript unit tests
            (.*/)?(vercel\\.json|\\.vercel/.*) = Vercel | Vercel deployment
            (.*/)?wrangler\\.toml = Cloudflare Workers | Cloudflare Workers
            (.*/)?serverless\\.ya?ml = serverless | serverless deployment
            (.*/)?(ansible\\.cfg|playbooks?/.*\\.ya?ml) = Ansible | Ansible playbooks
            (.*/)?(wp-config\\.php|wp-content/.*) = WordPress | WordPress site
            """;

    /// @param question what to search for
    record Topic(String name, String question) {}

    static final Map<String, Topic> BY_DEPENDENCY = table(DEPENDENCIES);
    static final Map<String, Topic> BY_ENDING = table(ENDINGS);
    static final Map<Pattern, Topic> BY_PATH = patterns();

    private Topics() {}

    private static Map<String, Topic> table(String lines) {
        var table = new LinkedHashMap<String, Topic>();
        lines.lines().forEach(line -> {
            for (var key : line.substring(0, line.indexOf(" = ")).split(",")) {
                table.put(key.strip(), topic(line));
            }
        });
        return table;
    }

    private static Map<Pattern, Topic> patterns() {
        var table = new LinkedHashMap<Pattern, Topic>();
        PATHS.lines().forEach(
                line -> table.put(Pattern.compile(line.substring(0, line.indexOf(" = ")).strip()), topic(line)));
        return table;
    }

    private static Topic topic(String line) {
        var text = line.substring(line.indexOf(" = ") + 3);
        return new Topic(text.substring(0, text.indexOf('|')).strip(), text.substring(text.indexOf('|') + 1).strip());
    }
}
