from django.db import migrations

from portal.audit.operations import audit_table


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]
    operations = [
        audit_table("members_user", personal=["name", "phone", "email"], omitted=["password", "last_login"]),
        audit_table("members_region"),
        audit_table("members_zone"),
        audit_table("members_zone_regions"),
        audit_table("members_zone_units"),
        audit_table("members_officepolicy"),
        audit_table("members_unitkind"),
        audit_table("members_unit", omitted=["grams"]),
        audit_table("members_unit_successors"),
        audit_table("members_enrolment", personal=["secretary_name", "liaison_name", "liaison_phone"]),
        audit_table("members_appointment"),
        audit_table("members_appointment_units"),
    ]
