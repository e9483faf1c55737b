from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("procedures", "0012_catalogue_parts")]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
