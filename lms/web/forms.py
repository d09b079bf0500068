"""How forms become HTML: ``{{ form }}`` shows labels, help, errors at the field, and a summary of them on top."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Our templates for a form and a field; widgets stay Django's, so that the staff pages keep theirs."""

    form_template_name = "web/forms/form.html"
    formset_template_name = "web/forms/formset.html"
    field_template_name = "web/forms/field.html"
