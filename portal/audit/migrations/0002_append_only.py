"""The log may only grow, and nobody draws an event's number before having a transaction number.

The first guard refuses UPDATE, DELETE and TRUNCATE for every role, the owner of the tables included.
Truncation has a guard of its own because the test run empties tables between tests: it switches
that one off in its throwaway database (`ALTER TABLE … DISABLE TRIGGER`), never by a session setting
that an application could use.

The second lets the sealer know which numbers are final (see `portal.audit.services.seal`): a
statement trigger runs before the column defaults, so a transaction is visible as running before
it holds an event number.
"""

from django.db import migrations

TABLES = ("audit_event", "audit_seal", "audit_accessentry")

REFUSE = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% may only grow: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""

NUMBER_FIRST = """
CREATE FUNCTION audit_transaction_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_current_xact_id();
    RETURN NULL;
END $$;
CREATE TRIGGER audit_event_transaction_first BEFORE INSERT ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_transaction_first();
"""


def guards(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
        CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
        """,
        f"""
        DROP TRIGGER {table}_no_truncate ON {table};
        DROP TRIGGER {table}_append_only ON {table};
        """,
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(REFUSE, "DROP FUNCTION audit_refuse();"),
        *(guards(table) for table in TABLES),
        migrations.RunSQL(
            NUMBER_FIRST,
            """
            DROP TRIGGER audit_event_transaction_first ON audit_event;
            DROP FUNCTION audit_transaction_first();
            """,
        ),
    ]
