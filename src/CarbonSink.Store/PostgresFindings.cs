using CarbonSink.Findings;

namespace CarbonSink.Store;

/// <summary>What may be wrong with a register in PostgreSQL (PostgreSQL 登记簿的问题).</summary>
public static class PostgresFindings
{
    /// <summary>No such address. {0} what is wrong.</summary>
    public static FindingRule BadUrl { get; } = new("STO-0030", Severity.Error,
        "数据库地址有误：{0}", "the address of the database is wrong: {0}",
        "写成 postgres://用户:口令@主机:端口/数据库?schema=名称；特殊字符用百分号编码。", "Write postgres://user:password@host:port/database?schema=name, with special characters percent-encoded.");

    /// <summary>Nobody answers. {0} server, {1} why.</summary>
    public static FindingRule NoServer { get; } = new("STO-0031", Severity.Error,
        "连不上 PostgreSQL 服务器 {0}：{1}", "the PostgreSQL server {0} cannot be reached: {1}",
        "请确认服务器已启动、主机与端口无误、防火墙放行。", "See that the server runs, that host and port are right, and that no firewall stands between.");

    /// <summary>The server lets nobody in. {0} server, {1} its words.</summary>
    public static FindingRule NotAdmitted { get; } = new("STO-0032", Severity.Error,
        "PostgreSQL 服务器 {0} 拒绝登录：{1}", "the PostgreSQL server {0} refuses the login: {1}",
        "请核对用户、口令与数据库名；口令也可放在环境变量 PGPASSWORD 或文件 .pgpass 里。", "Check user, password and database; the password may also stand in the environment variable PGPASSWORD or the file .pgpass.");

    /// <summary>PostGIS is not installed. {0} server.</summary>
    public static FindingRule PostGisMissing { get; } = new("STO-0033", Severity.Error,
        "PostgreSQL 服务器 {0} 没有安装 PostGIS", "the PostgreSQL server {0} has no PostGIS",
        "请在服务器上安装，例如 Debian 12：apt install postgresql-15-postgis-3。", "Install it on the server, e.g. on Debian 12: apt install postgresql-15-postgis-3.");

    /// <summary>PostGIS is not in the database, and the user may not put it there. {0} database, {1} user.</summary>
    public static FindingRule PostGisNotCreated { get; } = new("STO-0034", Severity.Error,
        "数据库 {0} 里没有 PostGIS，用户 {1} 也无权创建", "the database {0} is without PostGIS, and the user {1} may not create it",
        "请由数据库管理员在该库中执行一次：CREATE EXTENSION postgis。", "Have an administrator of the database run once in it: CREATE EXTENSION postgis.");

    /// <summary>Too old. {0} what there is, {1} what is needed.</summary>
    public static FindingRule TooOld { get; } = new("STO-0035", Severity.Error,
        "{0} 太旧，需要 {1} 或更新", "{0} is too old; {1} or newer is needed",
        "请升级服务器；本程序以 PostgreSQL 15 与 PostGIS 3.3 测试。", "Upgrade the server; this program is tested with PostgreSQL 15 and PostGIS 3.3.");

    /// <summary>What is committed would not be on the disk. {0} the setting with its value.</summary>
    public static FindingRule NotDurable { get; } = new("STO-0036", Severity.Error,
        "服务器设置 {0}，断电会丢失已确认的登记，不写入", "the server is set to {0}: what was acknowledged could be lost, so nothing is written",
        "请改为 on（ALTER SYSTEM、ALTER DATABASE 或 ALTER ROLE … SET synchronous_commit = on；fsync 与 full_page_writes 同理）。",
        "Set it to on (ALTER SYSTEM, ALTER DATABASE or ALTER ROLE … SET synchronous_commit = on; likewise fsync and full_page_writes).");

    /// <summary>The database is not in UTF-8. {0} database, {1} its encoding.</summary>
    public static FindingRule NotUtf8 { get; } = new("STO-0037", Severity.Error,
        "数据库 {0} 的编码是 {1}，不是 UTF8", "the database {0} is encoded in {1}, not UTF8",
        "请另建：CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0。", "Make another: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.");

    /// <summary>The schema is of another version. {0} schema, {1} its version, {2} ours.</summary>
    public static FindingRule OtherVersion { get; } = new("STO-0038", Severity.Error,
        "模式 {0} 的登记簿是版本 {1}，本程序写版本 {2}", "the register in schema {0} is of version {1}; this program writes version {2}",
        "请用更新的 CarbonSink，或导出后导入新的模式。", "Use a newer CarbonSink, or export it and import it into a new schema.");

    /// <summary>The schema holds other tables under the same names. {0} schema, {1} the server's words.</summary>
    public static FindingRule SchemaTaken { get; } = new("STO-0039", Severity.Error,
        "模式 {0} 里已有别的同名表：{1}", "the schema {0} holds other tables of the same names: {1}",
        "请用 ?schema= 另指一个模式。", "Name another schema with ?schema=.");

    /// <summary>A right is missing. {0} user, {1} schema, {2} the server's words.</summary>
    public static FindingRule NoRight { get; } = new("STO-0040", Severity.Error,
        "用户 {0} 对模式 {1} 没有所需权限：{2}", "the user {0} lacks a right on schema {1}: {2}",
        "由管理员授权：建库时 GRANT CREATE ON DATABASE；只读时 GRANT USAGE ON SCHEMA 与 GRANT SELECT ON ALL TABLES。", "Have an administrator grant it: CREATE ON DATABASE to make a register; USAGE ON SCHEMA and SELECT ON ALL TABLES to read one.");

    /// <summary>The server only reads. {0} server.</summary>
    public static FindingRule ReadOnly { get; } = new("STO-0041", Severity.Error,
        "服务器 {0} 是只读的（备机或 default_transaction_read_only）", "the server {0} is read-only (a standby, or default_transaction_read_only)",
        "请连接主服务器。", "Connect to the primary server.");

    /// <summary>The connection ended before the commit was asked for. {0} server, {1} why.</summary>
    public static FindingRule Gone { get; } = new("STO-0042", Severity.Error,
        "与服务器 {0} 的连接中断：{1}；什么也没有写入", "the connection to the server {0} ended: {1}; nothing was written",
        "服务器恢复后重新提交。", "Submit again when the server is back.");

    /// <summary>The connection ended while the commit was under way. {0} server, {1} why.</summary>
    public static FindingRule Unknown { get; } = new("STO-0043", Severity.Error,
        "提交时与服务器 {0} 的连接中断：{1}；不知道是否已写入", "the connection to the server {0} ended during the commit: {1}; whether it was written is not known",
        "服务器恢复后用同一个幂等键重新提交：已写入的会得到原来的回执。", "When the server is back, submit again with the same idempotency key: what was written gives its first receipt.");

    /// <summary>Another writer does not let go. {0} server, {1} the server's words.</summary>
    public static FindingRule Held { get; } = new("STO-0044", Severity.Error,
        "服务器 {0} 上另有程序占住登记簿：{1}；什么也没有写入", "another program holds the register on the server {0}: {1}; nothing was written",
        "稍后重试；可在 pg_stat_activity 里找到占住的会话。", "Try again later; pg_stat_activity shows the connection that holds it.");

    /// <summary>PostgreSQL has no place for a value. {0} the server's words.</summary>
    public static FindingRule NoPlace { get; } = new("STO-0045", Severity.Error,
        "PostgreSQL 存不下这个值：{0}", "PostgreSQL cannot hold this value: {0}",
        "编号与幂等键不得含 U+0000，也不要超过约 2000 字节；地块边界须是完整的 WKB。", "Ids and idempotency keys have no U+0000 and at most about 2,000 bytes; boundaries are whole well-known binary.");

    /// <summary>The server's disk is full. {0} server, {1} its words.</summary>
    public static FindingRule Full { get; } = new("STO-0046", Severity.Error,
        "服务器 {0} 的磁盘已满：{1}；什么也没有写入", "the disk of the server {0} is full: {1}; nothing was written",
        "请腾出空间后重新提交。", "Make room and submit again.");

    /// <summary>There is no register. {0} server, {1} database, {2} schema.</summary>
    public static FindingRule NoRegister { get; } = new("STO-0047", Severity.Error,
        "服务器 {0} 的数据库 {1} 里，模式 {2} 没有登记簿", "the database {1} on the server {0} has no register in the schema {2}",
        "检查 --db 的 ?schema=，或用 carbonsink register init 建一个。", "Check ?schema= of --db, or make one with carbonsink register init.");
}
